# Decisions that change final results, and results that change by nothing else.

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('platform', '0005_lean_decisions'),
        ('studies', '0003_minors_of_students'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ResultChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('rectified', 'Grade rectified'), ('disqualified', 'Result disqualified')], max_length=12)),
                ('old_grade', models.CharField(max_length=3)),
                ('new_grade', models.CharField(max_length=3)),
                ('authority', models.CharField(help_text='panel, appeal, discipline', max_length=10)),
                ('reference', models.CharField(max_length=80)),
                ('reason', models.CharField(max_length=2000)),
                ('at', models.DateTimeField()),
                ('transaction', models.BigIntegerField(db_default=models.Func(function='txid_current', output_field=models.BigIntegerField()), editable=False)),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='subjectresult',
            trigger=pgtrigger.compiler.Trigger(name='final_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."credits" IS DISTINCT FROM (NEW."credits") OR OLD."credits_earned" IS DISTINCT FROM (NEW."credits_earned") OR OLD."failed" IS DISTINCT FROM (NEW."failed") OR OLD."grade" IS DISTINCT FROM (NEW."grade") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."points" IS DISTINCT FROM (NEW."points") OR OLD."study_id" IS DISTINCT FROM (NEW."study_id") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."term_id" IS DISTINCT FROM (NEW."term_id"))', func="\n    IF NOT EXISTS (\n        SELECT 1 FROM studies_resultchange c WHERE c.result_id = OLD.id AND c.old_grade = OLD.grade\n        AND c.new_grade = NEW.grade AND c.transaction = txid_current()\n        AND (OLD.study_id, OLD.subject_id, OLD.term_id, OLD.credits, OLD.origin)\n            = (NEW.study_id, NEW.subject_id, NEW.term_id, NEW.credits, NEW.origin)) THEN\n        RAISE EXCEPTION 'result % is final; it changes by a recorded decision only', OLD.id\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='28eb9268e7e2a3ac97e1b8caa67ff57b59909b45', operation='UPDATE', pgid='pgtrigger_final_stays_bb66b', table='studies_subjectresult', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='subjectresult',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='b23dd8eac232e2e360e788945c85cf6fe9266eef', operation='DELETE', pgid='pgtrigger_never_deleted_3176b', table='studies_subjectresult', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='resultchange',
            name='confirmed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='resultchange',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.storeddecision'),
        ),
        migrations.AddField(
            model_name='resultchange',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='resultchange',
            name='result',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='studies.subjectresult'),
        ),
        migrations.AddIndex(
            model_name='resultchange',
            index=models.Index(fields=['at'], name='studies_res_at_391fb9_idx'),
        ),
        migrations.AddConstraint(
            model_name='resultchange',
            constraint=models.CheckConstraint(condition=models.Q(('proposed_by', models.F('confirmed_by')), _negated=True), name='result_changed_by_two_persons'),
        ),
        migrations.AddConstraint(
            model_name='resultchange',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='result_change_has_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='resultchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='24b9fc091316834efa47a1871d41e62f546839bc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dd50f', table='studies_resultchange', when='BEFORE')),
        ),
    ]
