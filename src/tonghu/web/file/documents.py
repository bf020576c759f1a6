"""Papers of a child: the list, an upload, a download."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tonghu.access.seats import COMPARTMENTS
from tonghu.base.errors import Faults
from tonghu.base.texts import Text
from tonghu.register.attachments import ENDINGS, MOST_BYTES, attach, content_of
from tonghu.register.models import Attachment
from tonghu.register.standing.compartments import NEVER_NAMED
from tonghu.web.file.opening import opened
from tonghu.web.file.telling import tell
from tonghu.web.site.mishaps import SMALLER, TOO_BIG
from tonghu.web.site.pages import Request, found_or_404, page

HERE = Text("材料", "Papers")


class PaperForm(forms.Form):
    """Title, file, compartment."""

    title = forms.CharField(label=Text("材料名称", "What it is"), max_length=120, required=False,
                            help_text=Text("例如：户口簿、死亡证明。", "For example: household register, death certificate."))  # fmt: skip
    file = forms.FileField(label=Text("文件", "File"), required=False, allow_empty_file=True,
                           help_text=Text("PDF、JPG、PNG、HEIC、不含宏的 DOCX 和 XLSX，不超过 20 MB。",
                                          "PDF, JPG, PNG, HEIC, DOCX or XLSX without macros, up to 20 MB."))  # fmt: skip
    compartment = forms.ChoiceField(label=Text("内容属于", "Its content is"))


@page("file")
def documents(request: Request, ref: str) -> HttpResponse:
    """The list; with the power to record, a form to add one."""
    made = opened(request, ref, "documents", facts=False)
    actor, purpose, child = request.actor, request.purpose, made.child
    form = None
    if actor.may("record"):
        form = PaperForm(request.POST or None, request.FILES or None)
        named = [
            (key, text) for key, text in COMPARTMENTS.items() if key in made.boxes and key != NEVER_NAMED
        ]
        form.fields["compartment"].choices = named  # type: ignore[attr-defined]
        if request.method == "POST" and form.is_valid() and _attached(request, form, made.child):
            return redirect("documents", ref)
    rows = Attachment.objects.for_user(actor, purpose).filter(child=child).order_by("-recorded_at")
    context = {
        "child": child, "form": form, "here": HERE,
        "rows": [(row, COMPARTMENTS[row.compartment], ENDINGS[row.media_type].upper()) for row in rows],
    }  # fmt: skip
    return render(
        request, "file/documents.html", context, status=400 if form is not None and form.errors else 200
    )


def _attached(request: Request, form: PaperForm, child: object) -> bool:
    """Whether the paper was kept; what is wrong with it stands at its field."""
    sent = form.cleaned_data["file"]
    if sent is not None and sent.size > MOST_BYTES:
        form.add_error("file", f"{TOO_BIG.in_(request.lang)} {SMALLER.in_(request.lang)}")
        return False
    try:
        attach(
            child, sent.read() if sent else b"", title=form.cleaned_data["title"],  # type: ignore[arg-type]
            compartment=form.cleaned_data["compartment"], actor=request.actor, purpose=request.purpose, lang=request.lang,
        )  # fmt: skip
    except Faults as faults:
        tell(form, faults)
        return False
    return True


@page("file")
def document(request: Request, ref: str, paper: str) -> HttpResponse:
    """One paper, to keep: never shown inside the site, and its name on disk says nothing of the child."""
    made = opened(request, ref, "document", facts=False)
    rows = Attachment.objects.for_user(request.actor, request.purpose).select_related("child")
    row = found_or_404(rows, child=made.child, ref=paper)
    plain = content_of(row, actor=request.actor, purpose=request.purpose, lang=request.lang)
    answer = HttpResponse(plain, content_type=row.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{row.ref}.{ENDINGS[row.media_type]}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
