"""A PostgreSQL of a measurement's own, gone afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from registrar.supervisor.cluster import Cluster


@contextmanager
def own_cluster() -> Iterator[tuple[Cluster, str, Path]]:
    """Give a running cluster, the address of its database and the folder that it stands in."""
    with TemporaryDirectory(prefix="registrar-bench-") as folder:
        var = Path(folder)
        # PostgreSQL may run as another user, who must get into the folder.
        var.chmod(0o755)
        cluster = Cluster(var)
        try:
            yield cluster, cluster.start(), var
        finally:
            cluster.stop()
