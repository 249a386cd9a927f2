from django.forms.renderers import DjangoTemplates as FormRenderer
