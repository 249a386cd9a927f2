import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('catalogue', '0001_initial'), ('catalogue', '0002_board_meetings'), ('catalogue', '0003_subjects_over_terms_and_fixed_times'), ('catalogue', '0004_minors')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Faculty',
            fields=[
                ('code', models.CharField(max_length=12, primary_key=True, serialize=False)),
                ('name_en', models.CharField(max_length=120)),
                ('name_zh', models.CharField(max_length=60)),
            ],
            options={
                'verbose_name_plural': 'faculties',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('code', models.CharField(max_length=12, primary_key=True, serialize=False)),
                ('building_en', models.CharField(max_length=80)),
                ('building_zh', models.CharField(max_length=40)),
                ('capacity', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('key', models.CharField(help_text='Such as 2024/25-S1', max_length=10, primary_key=True, serialize=False)),
                ('ordinal', models.PositiveIntegerField(help_text='Sorts terms by time', unique=True)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('timetable_on', models.DateField()),
                ('registration_from', models.DateTimeField()),
                ('registration_to', models.DateTimeField()),
                ('add_drop_from', models.DateTimeField()),
                ('add_drop_to', models.DateTimeField()),
                ('fee_deadline', models.DateField()),
                ('teaching_to', models.DateField()),
                ('exams_from', models.DateField()),
                ('exams_to', models.DateField()),
                ('results_final_on', models.DateField()),
                ('board_meets_on', models.DateField(help_text='When the Board of Examiners decides; null: not fixed yet', null=True)),
            ],
            options={
                'ordering': ['ordinal'],
                'constraints': [models.CheckConstraint(condition=models.Q(('starts_on__lt', models.F('ends_on')), ('registration_from__lt', models.F('registration_to')), ('add_drop_from__lt', models.F('add_drop_to')), ('registration_to__lte', models.F('add_drop_from')), ('teaching_to__lt', models.F('exams_from')), ('exams_from__lte', models.F('exams_to')), ('exams_to__lte', models.F('results_final_on'))), name='term_dates_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('code', models.CharField(max_length=12, primary_key=True, serialize=False)),
                ('faculty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='departments', to='catalogue.faculty')),
                ('name_en', models.CharField(max_length=160)),
                ('name_zh', models.CharField(max_length=80)),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('code', models.CharField(max_length=10, primary_key=True, serialize=False)),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='catalogue.department')),
                ('title_en', models.CharField(max_length=200)),
                ('title_zh', models.CharField(max_length=120)),
                ('level', models.CharField(choices=[('bachelor', "Bachelor's degree"), ('higher_diploma', 'Higher Diploma'), ('taught_postgraduate', 'Taught postgraduate'), ('postgraduate_diploma', 'Postgraduate diploma'), ('professional_doctorate', 'Professional doctorate')], max_length=24)),
                ('funding', models.CharField(choices=[('ugc', 'UGC-funded'), ('self_financed', 'Self-financed')], max_length=16)),
                ('mode', models.CharField(choices=[('full_time', 'Full-time'), ('part_time', 'Part-time'), ('mixed', 'Mixed-mode')], max_length=12)),
                ('normal_duration', models.PositiveSmallIntegerField(help_text='Semesters One and Two, so 8 for four years')),
                ('credits_required', models.PositiveSmallIntegerField()),
                ('has_pattern', models.BooleanField(default=True, help_text='Has a specified progression pattern')),
                ('summer_term_mandatory', models.BooleanField(default=False)),
                ('demonstration', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Subject',
            fields=[
                ('code', models.CharField(max_length=10, primary_key=True, serialize=False)),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subjects', to='catalogue.department')),
                ('title_en', models.CharField(max_length=200)),
                ('title_zh', models.CharField(max_length=120)),
                ('credits', models.PositiveSmallIntegerField()),
                ('level', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('ordinary', 'Subject'), ('gur', 'General University Requirement'), ('work_integrated', 'Work-integrated education'), ('practicum', 'Practicum or clinical placement')], default='ordinary', max_length=16)),
                ('graded', models.BooleanField(default=True, help_text='False: pass or fail only')),
                ('max_retakes', models.PositiveSmallIntegerField(help_text='A departmental limit below the general one', null=True)),
            ],
            options={
                'ordering': ['code'],
                'indexes': [models.Index(fields=['department', 'level'], name='catalogue_s_departm_8b5154_idx')],
            },
        ),
        migrations.CreateModel(
            name='CurriculumSubject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='curriculum', to='catalogue.programme')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.subject')),
                ('category', models.CharField(choices=[('compulsory', 'Compulsory'), ('elective', 'Elective'), ('free_elective', 'Free elective'), ('gur', 'General University Requirement'), ('gur_fixed', 'General University Requirement at a fixed time')], max_length=14)),
                ('stage', models.PositiveSmallIntegerField(help_text='Year of study')),
                ('semester', models.CharField(help_text='S1, S2 or ST', max_length=2)),
            ],
            options={
                'ordering': ['programme', 'stage', 'semester', 'subject'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'subject'), name='subject_once_in_curriculum')],
            },
        ),
        migrations.CreateModel(
            name='Minor',
            fields=[
                ('code', models.CharField(max_length=12, primary_key=True, serialize=False)),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='minors', to='catalogue.department')),
                ('title_en', models.CharField(max_length=200)),
                ('title_zh', models.CharField(max_length=120)),
                ('subjects', models.ManyToManyField(related_name='minors', to='catalogue.subject')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Stream',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='streams', to='catalogue.programme')),
                ('code', models.CharField(max_length=10)),
                ('title_en', models.CharField(blank=True, max_length=200)),
                ('title_zh', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'ordering': ['programme', 'code'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'code'), name='stream_code_once')],
            },
        ),
        migrations.CreateModel(
            name='SubjectRequisite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requisites', to='catalogue.subject')),
                ('kind', models.CharField(choices=[('prerequisite', 'Pre-requisite'), ('corequisite', 'Co-requisite'), ('exclusion', 'Exclusion'), ('continues', 'Follow-on term of')], max_length=14)),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='required_by', to='catalogue.subject')),
                ('alternative', models.PositiveSmallIntegerField(default=1)),
                ('minimum_grade', models.CharField(blank=True, max_length=3)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('subject', 'kind', 'other'), name='requisite_once'), models.UniqueConstraint(condition=models.Q(('kind', 'continues')), fields=('subject',), name='continues_one_subject'), models.CheckConstraint(condition=models.Q(('subject', models.F('other')), _negated=True), name='no_requisite_of_itself')],
            },
        ),
    ]
