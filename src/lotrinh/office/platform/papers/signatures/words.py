"""The sentences for people about a digital signature."""

from __future__ import annotations

from lotrinh.method.trace import Reason


def sentence(
    intact: bool, whole: bool, unchanged: bool, trusted: bool | None, signer: str, in_time: bool
) -> Reason:
    """The worst that was found, else that all is well."""
    data = {"signer": signer}
    if not intact:
        return Reason(
            "signature.altered",
            f"Chữ ký số của {signer} không hợp lệ: nội dung đã bị thay đổi so với lúc ký. "
            "Không dùng tệp này; hãy lấy lại bản gốc.",
            f"The signature of {signer} is invalid: the content was altered since. "
            "Do not use this file; get the original again.",
            data,
        )
    if not whole:
        return Reason(
            "signature.not_whole",
            f"Chữ ký số của {signer} không bao trùm toàn bộ văn bản. Không dùng tệp này; hãy lấy bản gốc.",
            f"The signature of {signer} does not cover the whole document. Get the original again.",
            data,
        )
    if not unchanged:
        return Reason(
            "signature.changed_after",
            f"Văn bản đã bị sửa sau khi {signer} ký số. Không dùng tệp này; hãy lấy lại bản gốc.",
            f"The document was changed after {signer} signed it. Do not use it; get the original again.",
            data,
        )
    return _of_trust(trusted, signer, in_time)


def _of_trust(trusted: bool | None, signer: str, in_time: bool) -> Reason:
    data = {"signer": signer}
    if not in_time:
        return Reason(
            "signature.out_of_time",
            f"Chữ ký số của {signer} còn nguyên vẹn nhưng chứng thư số không còn (hoặc chưa có) hiệu lực; "
            "chưa xác minh được người ký.",
            f"The signature of {signer} is intact, but the certificate is not in force; "
            "the signer could not be verified.",
            data,
        )
    if trusted is None:
        return Reason(
            "signature.no_roots",
            f"Chữ ký số của {signer} còn nguyên vẹn; chưa xác minh được người ký vì chưa cấu hình "
            "chứng thư gốc tin cậy.",
            f"The signature of {signer} is intact; the signer could not be verified, "
            "because no trusted root is configured.",
            data,
        )
    if not trusted:
        return Reason(
            "signature.untrusted",
            f"Chữ ký số của {signer} còn nguyên vẹn; chưa xác minh được người ký vì chứng thư số không do "
            "tổ chức tin cậy cấp.",
            f"The signature of {signer} is intact; the signer could not be verified, "
            "because no trusted authority issued the certificate.",
            data,
        )
    return Reason(
        "signature.good",
        f"Chữ ký số hợp lệ: {signer}; văn bản còn nguyên vẹn; chưa đối chiếu danh sách thu hồi.",
        f"Valid signature: {signer}; the document is intact; revocation was not looked up.",
        data,
    )


def not_verifiable(error: Exception) -> Reason:
    """The signature itself cannot be read."""
    return Reason(
        "signature.broken",
        "Chữ ký số bị hỏng, không đọc được. Không dùng tệp này; hãy lấy lại bản gốc.",
        "The signature is broken and cannot be read. Do not use this file; get the original again.",
        {"error": str(error)[:200]},
    )
