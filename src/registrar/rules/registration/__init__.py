"""Subject registration: who may take, drop or swap what, and until when."""
