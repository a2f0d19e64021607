"""Why a file is not taken, one sentence a reason, each saying what to do instead."""

from __future__ import annotations

from lotrinh.method.faults import Fault, Faults

# code: (Vietnamese, English); {name} is the harmless name, other words come from the caller.
SENTENCES: dict[str, tuple[str, str]] = {
    "files.empty": (
        "“{name}” không có nội dung (0 byte). Hãy kiểm tra tệp gốc rồi tải lại.",
        "“{name}” is empty (0 bytes). Check the original and try again.",
    ),
    "files.macros": (
        (
            "“{name}” có macro hoặc điều khiển tự chạy nên không được nhận. Hãy lưu thành .docx, .xlsx hoặc "
            "PDF không có macro rồi tải lại."
        ),
        "“{name}” holds macros or controls and is not taken. Save it as .docx, .xlsx or PDF without macros.",
    ),
    "files.loads_from_outside": (
        (
            "“{name}” tự tải nội dung từ nơi khác khi mở ({target}) nên không được nhận. Hãy ngắt liên kết "
            "(ảnh, mẫu, đối tượng) hoặc xuất ra PDF rồi tải lại."
        ),
        (
            "“{name}” loads something from elsewhere when it is opened ({target}) and is not taken. "
            "Break the link "
            "(picture, template, object) or export it as PDF."
        ),
    ),
    "files.packed_object": (
        (
            "“{name}” có tệp khác gói bên trong ({part}) nên không được nhận. Hãy bỏ đối tượng đó và tải "
            "tệp kia riêng."
        ),
        (
            "“{name}” has another file packed inside ({part}) and is not taken. Remove that object and "
            "bring the other file by itself."
        ),
    ),
    "files.old_office": (
        (
            "“{name}” là định dạng cũ (.doc, .xls, .ppt, .rtf). Hãy mở tệp và lưu thành .docx, .xlsx, .pptx "
            "hoặc PDF rồi tải lại."
        ),
        (
            "“{name}” is in an old format (.doc, .xls, .ppt, .rtf). Open it and save it as .docx, "
            ".xlsx, .pptx or PDF."
        ),
    ),
    "files.office_kind": (
        "“{name}” là loại tệp văn phòng chưa được nhận. Hãy lưu thành .docx, .xlsx, .pptx, .odt hoặc PDF.",
        "“{name}” is a kind of office file that is not taken. Save it as .docx, .xlsx, .pptx, .odt or PDF.",
    ),
    "files.locked": (
        "“{name}” được đặt mật khẩu nên người khác không mở được. Hãy bỏ mật khẩu rồi tải lại.",
        (
            "“{name}” is locked with a password, so nobody else could open it. Remove the password and "
            "try again."
        ),
    ),
    "files.executable": (
        (
            "“{name}” là chương trình hoặc tệp lệnh nên không được nhận. Chỉ nhận ảnh, PDF, văn bản, "
            "bảng tính, âm thanh, video."
        ),
        (
            "“{name}” is a program or a script and is not taken. Images, PDF, documents, sheets, sound "
            "and video are."
        ),
    ),
    "files.web_page": (
        (
            "“{name}” là trang web, XML hoặc SVG, có thể mang mã lệnh, nên không được nhận. Hãy in "
            "ra PDF hoặc chụp màn hình rồi tải lại."
        ),
        (
            "“{name}” is a web page, XML or SVG, which can carry scripts, and is not taken. Print it "
            "to PDF or take a picture of the screen."
        ),
    ),
    "files.archive": (
        "“{name}” là tệp nén. Hãy giải nén rồi tải từng tệp bên trong.",
        "“{name}” is an archive. Unpack it and bring the files inside one by one.",
    ),
    "files.bomb": (
        (
            "“{name}” nở ra quá lớn khi mở ({got}, giới hạn {most}) nên không được nhận. Hãy xuất lại tệp từ "
            "chương trình gốc hoặc in ra PDF."
        ),
        (
            "“{name}” grows too large when it is opened ({got}; the limit is {most}) and is not taken. "
            "Export it again from its program or print it to PDF."
        ),
    ),
    "files.pages": (
        "“{name}” có {got} trang, giới hạn là {most} trang. Hãy chia nhỏ rồi tải lại.",
        "“{name}” has {got} pages; the limit is {most}. Split it and try again.",
    ),
    "files.page_side": (
        "“{name}” có trang dài {got} mm, giới hạn là {most} mm. Hãy in lại ra khổ giấy thường.",
        "“{name}” has a page of {got} mm; the limit is {most} mm. Print it again to a usual size of paper.",
    ),
    "files.too_heavy": (
        (
            "“{name}” cần quá nhiều bộ nhớ hoặc thời gian để mở nên không được nhận. Hãy in lại ra "
            "PDF mới hoặc chia nhỏ rồi tải lại."
        ),
        "“{name}” needs too much memory or time to open and is not taken. Print it to a new PDF or split it.",
    ),
    "files.pixels": (
        "“{name}” có {got} điểm ảnh, giới hạn là {most}. Hãy giảm kích thước ảnh rồi tải lại.",
        "“{name}” has {got} pixels; the limit is {most}. Make the image smaller and try again.",
    ),
    "files.broken": (
        "“{name}” bị hỏng hoặc thiếu một phần ({got}). Hãy mở thử tệp gốc, lưu lại rồi tải lại.",
        "“{name}” is damaged or cut off ({got}). Try to open the original, save it again and bring it again.",
    ),
    "files.heic": (
        (
            "“{name}” là ảnh HEIC/AVIF, nhiều máy không mở được. Hãy đặt máy ảnh ở chế độ “Tương thích nhất” "
            "hoặc đổi sang JPEG rồi tải lại."
        ),
        (
            "“{name}” is a HEIC/AVIF picture, which many machines cannot open. Set the camera to “Most "
            "compatible” or save it as JPEG."
        ),
    ),
    "files.text_encoding": (
        (
            "“{name}” là văn bản thuần nhưng không phải mã UTF-8. Hãy lưu lại với mã “UTF-8” "
            "(Excel: “CSV UTF-8”) rồi tải lại."
        ),
        "“{name}” is plain text but not UTF-8. Save it as “UTF-8” (Excel: “CSV UTF-8”) and try again.",
    ),
    "files.ending": (
        (
            "“{name}” có đuôi .{ending} của chương trình hoặc tệp lệnh nên không được nhận. Nếu đây đúng là "
            "tài liệu, hãy đặt lại đuôi đúng rồi tải lại."
        ),
        (
            "“{name}” has the ending .{ending} of a program or a script and is not taken. If it is a "
            "document, give it its right ending."
        ),
    ),
    "files.media_kind": (
        (
            "“{name}” là âm thanh hoặc video loại chưa được nhận ({got}). Hãy đổi sang MP4, WebM, M4A, "
            "MP3 hoặc OGG."
        ),
        (
            "“{name}” is sound or video of a kind that is not taken ({got}). Convert it to MP4, WebM, "
            "M4A, MP3 or OGG."
        ),
    ),
    "files.unknown": (
        (
            "Không nhận ra loại của “{name}” ({got}). Nhận ảnh JPEG, PNG, WebP; PDF; .docx, .xlsx, "
            ".pptx, .odt, .ods; TXT, CSV; MP4, WebM, M4A, MP3, OGG."
        ),
        (
            "The kind of “{name}” is not known ({got}). Taken are JPEG, PNG, WebP; PDF; .docx, .xlsx, "
            ".pptx, .odt, .ods; TXT, CSV; MP4, WebM, M4A, MP3, OGG."
        ),
    ),
}


def refusal(code: str, name: str, *, expected: str = "", **words: object) -> Faults:
    """The refusal of one file, to be raised. words: what its sentence asks for (got, most, part …)."""
    vi, en = SENTENCES[code]
    said = {"name": name, **words}
    return Faults(
        Fault(
            code,
            name,
            vi.format(**said),
            en.format(**said),
            got=str(words.get("got", words.get("target", words.get("part", "")))),
            expected=expected or str(words.get("most", "")),
        )
    )
