import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


# The table of the cache that all processes share (django.core.cache.backends.db), so that `migrate` is all that an
# installation needs.
CACHE = """
    CREATE UNLOGGED TABLE platform_cache (
        cache_key varchar(255) PRIMARY KEY,
        value text NOT NULL,
        expires timestamp with time zone NOT NULL
    );
    CREATE INDEX platform_cache_expires ON platform_cache (expires);
"""


class Migration(migrations.Migration):

    replaces = [('platform', '0001_initial'), ('platform', '0002_idempotency_scope'), ('platform', '0003_shared_cache'), ('platform', '0004_failures_with_a_reference'), ('platform', '0005_lean_decisions')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AccessLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('viewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.CharField(max_length=120)),
                ('subject', models.CharField(db_index=True, help_text='What was looked at, such as study:417', max_length=60)),
                ('at', models.DateTimeField(db_index=True)),
                ('address', models.GenericIPAddressField(null=True)),
            ],
            options={
                'ordering': ['-at', '-id'],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8e3e8129e17dfc7bfa68278311205485f6db0da9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_41493', table='platform_accesslog', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='CaughtMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to', models.CharField(db_index=True, max_length=400)),
                ('sender', models.CharField(max_length=200)),
                ('subject', models.CharField(max_length=400)),
                ('body', models.TextField()),
                ('at', models.DateTimeField(db_index=True)),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='ClockSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('set_to', models.DateTimeField()),
                ('set_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='one_clock')],
            },
        ),
        migrations.CreateModel(
            name='DocumentSequence',
            fields=[
                ('name', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('next_number', models.BigIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='IdempotencyKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField()),
                ('actor', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('action', models.CharField(max_length=80)),
                ('answer', models.JSONField(default=dict)),
                ('at', models.DateTimeField(db_index=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key', 'actor', 'action'), name='one_answer_per_key')],
            },
        ),
        migrations.CreateModel(
            name='JobRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(db_index=True, max_length=80)),
                ('arguments', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed')], default='waiting', max_length=10)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('result', models.JSONField(default=dict)),
                ('reference', models.CharField(blank=True, help_text='Of a failure: names it to the people who can read the log', max_length=12)),
                ('result_page', models.JSONField(default=dict, help_text='Where the result stands, as ResultPage.to_json() gives it')),
                ('repeat_policy', models.CharField(blank=True, help_text='Whoever has this permission may try again; empty: nobody', max_length=60)),
                ('again_of', models.OneToOneField(help_text='The failed run that this repeats', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='again', to='platform.jobrun')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('queued_at', models.DateTimeField()),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-queued_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='StoredDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=80)),
                ('outcome', models.CharField(max_length=16)),
                ('subject', models.CharField(max_length=60)),
                ('refusing', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('body', models.JSONField()),
                ('rule_set', models.CharField(max_length=64)),
                ('as_of', models.DateField()),
                ('decided_at', models.DateTimeField()),
                ('actor', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-decided_at', '-id'],
                'indexes': [models.Index(fields=['rule'], name='decided_by_rule'), models.Index(fields=['subject'], name='decided_about'), models.Index(fields=['decided_at'], name='decided_when')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fea037a5b74bfae17c12ebafb97b089789a6d91d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6d8fd', table='platform_storeddecision', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('content_type', models.CharField(max_length=100)),
                ('content', models.BinaryField()),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
                ('kind', models.CharField(db_index=True, max_length=60)),
                ('subject_en', models.CharField(max_length=200)),
                ('subject_zh', models.CharField(max_length=200)),
                ('body_en', models.TextField()),
                ('body_zh', models.TextField()),
                ('link', models.CharField(blank=True, max_length=200)),
                ('decision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.storeddecision')),
                ('at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(fields=['recipient', '-at'], name='platform_no_recipie_153fdb_idx')],
            },
        ),
        migrations.RunSQL(CACHE, "DROP TABLE platform_cache"),
        # Compressing a body takes the database longer than everything else about storing a decision.
        migrations.RunSQL(
            "ALTER TABLE platform_storeddecision ALTER COLUMN body SET STORAGE EXTERNAL",
            "ALTER TABLE platform_storeddecision ALTER COLUMN body SET STORAGE EXTENDED",
        ),
    ]
