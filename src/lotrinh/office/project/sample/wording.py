"""What people of the sample write: invented for illustration, in the words that such papers use."""

from __future__ import annotations

from typing import Any, Final

NOTE: Final = "(minh họa)"
OFFICES: Final = {
    "head": "Trưởng phòng",
    "deputy": "Phó Trưởng phòng",
    "secretary": "Chuyên viên chính",
    "member": "Chuyên viên",
}
SURNAMES: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Đinh")
MEN: Final = ("Văn Minh", "Quang Huy", "Đức Thắng", "Tuấn Anh", "Hữu Phước", "Mạnh Cường", "Xuân Trường")
WOMEN: Final = ("Thị Hạnh", "Thu Hà", "Ngọc Lan", "Thị Thảo", "Bích Ngọc", "Minh Nguyệt", "Thanh Hương")

RESULTS: Final = (
    (1, "Ban hành đủ văn bản triển khai nhiệm vụ do Thành phố giao, có phân công người chủ trì và thời hạn"),
    (2, "Niêm yết đủ thủ tục hành chính tại điểm phục vụ hành chính công, có mã QR tra cứu từng thủ tục"),
    (2, "Hồ sơ trễ hạn có văn bản xin lỗi và hẹn lại ngày trả kết quả"),
    (
        3,
        "Thủ trưởng trực tiếp chủ trì giao ban về cải cách hành chính hằng tháng, có kết luận bằng văn bản",
    ),
    (3, "Công chức đeo thẻ, có mặt đầy đủ tại thời điểm kiểm tra"),
    (4, "Phân tích từng tiêu chí mất điểm của Chỉ số cải cách hành chính và giao người chịu trách nhiệm"),
)
MODELS: Final = (
    (2, "Tổ hỗ trợ nộp hồ sơ trực tuyến tại nhà văn hóa thôn, tổ dân phố vào tối thứ Ba và sáng thứ Bảy"),
    (2, "Nhắn tin cho người dân một ngày trước khi có kết quả; trả kết quả tại nhà cho người già yếu"),
    (3, "Bảng theo dõi nhiệm vụ có đèn màu, công khai tại phòng họp giao ban"),
)
CAUSES: Final[dict[str, tuple[str, ...]]] = {
    "subjective": (
        "Người được phân công chưa rà soát, cập nhật thường xuyên; lãnh đạo phụ trách chưa kiểm tra",
        "Công tác tham mưu còn chậm, chưa bám sát thời hạn được giao",
        "Chưa quán triệt đầy đủ quy trình đến từng công chức tiếp nhận hồ sơ",
    ),
    "objective": (
        "Khối lượng hồ sơ tăng sau khi sắp xếp đơn vị hành chính, biên chế chưa được bổ sung",
        "Phần mềm chưa liên thông với cơ sở dữ liệu chuyên ngành, phải nhập lại nhiều lần",
        "Trụ sở sau sắp xếp chật, thiết bị cũ chưa được thay",
    ),
}
PROPOSALS: Final[dict[str, str]] = {
    "procedures-posted": "Niêm yết đủ thủ tục hành chính thuộc thẩm quyền, bỏ thủ tục đã hết hiệu lực",
    "decision-posted": "Niêm yết quyết định công bố danh mục thủ tục hành chính đang có hiệu lực",
    "feedback-address-posted": "Sửa địa chỉ, số điện thoại tiếp nhận phản ánh, kiến nghị trên bảng niêm yết",
    "dossiers-this-year": "Giải quyết dứt điểm hồ sơ trễ hạn; xin lỗi và kiểm điểm trách nhiệm từng hồ sơ",
    "dossiers-drawn": "Rà soát toàn bộ hồ sơ cùng loại, xác định trách nhiệm của từng khâu giải quyết chậm",
    "apologies": "Ban hành văn bản xin lỗi đối với mọi hồ sơ trễ hạn",
    "digitised": "Số hóa đủ thành phần và kết quả hồ sơ theo kế hoạch",
    "tasks-on-time": "Hoàn thành các nhiệm vụ Thành phố giao đã quá hạn; báo cáo từng nhiệm vụ",
    "lists-public": "Công khai đủ danh sách hộ nghèo, thu chi ngân sách, kế hoạch sử dụng đất",
    "opening-hours": "Bố trí người trực tại điểm phục vụ hành chính công đúng giờ đã niêm yết",
    "feedback-mailbox": "Đặt hòm thư góp ý ở nơi dễ thấy và mở định kỳ, ghi sổ theo dõi",
    "citizen-reception": "Niêm yết lịch tiếp công dân, phân công người trực phòng tiếp công dân",
    "equipment-works": "Sửa chữa máy lấy số, màn hình; bổ sung chỗ ngồi chờ",
    "dossiers-registered": "Đưa toàn bộ hồ sơ vào phần mềm tại điểm phục vụ hành chính công",
    "slips-right": "Dùng đúng mẫu giấy tiếp nhận, phiếu kiểm soát, phiếu yêu cầu bổ sung",
    "results-reused": "Chấm dứt yêu cầu nộp lại giấy tờ đã số hóa hoặc đã có trong cơ sở dữ liệu",
    "survey-used": "Công khai kết quả khảo sát và biện pháp chấn chỉnh",
    "own-inspection-plan": "Ban hành kế hoạch tự kiểm tra cải cách hành chính, công vụ",
    "budget-public": "Công khai dự toán, quyết toán ngân sách đúng hình thức và thời hạn",
    "merged-findings": "Rà soát tồn tại của các xã, phường trước khi sắp xếp và giao người khắc phục",
    "headcount": "Chấn chỉnh giờ giấc làm việc; báo cáo danh sách người vắng mặt và lý do",
    "absent-without-reason": "Kiểm điểm người vắng mặt không có lý do, báo cáo kết quả xử lý",
    "badges": "Yêu cầu công chức đeo thẻ trong giờ làm việc, kiểm tra đột xuất hằng tuần",
    "plan-done": "Hoàn thành các nhiệm vụ quá hạn trong kế hoạch cải cách hành chính của đơn vị",
    "survey-ballots": "Tổ chức khảo sát bổ sung cho đủ số phiếu theo kế hoạch",
    "recommendations-done": "Thực hiện xong các kiến nghị còn lại của kết luận kiểm tra năm trước",
}
DIFFICULTIES: Final = (
    (
        "Phần mềm giải quyết thủ tục hành chính chưa liên thông với cơ sở dữ liệu đất đai",
        "other_department",
        "hn.skhcn-2025",
    ),
    ("Thiếu công chức chuyên trách công nghệ thông tin sau sắp xếp đơn vị hành chính", "city", ""),
    ("Chưa có hướng dẫn thống nhất về số hóa hồ sơ lưu trữ của các xã, phường cũ", "ministry", ""),
)
TEXTS: Final = (
    "Có phân công người theo dõi, cập nhật hằng tuần; kết quả báo cáo tại giao ban.",
    "Đã thực hiện theo kế hoạch; còn một số nội dung đang hoàn thiện.",
    "Đơn vị chủ động rà soát, chưa có vướng mắc lớn.",
)
CELLS: Final[dict[str, tuple[str, ...]]] = {
    "document": ("12/KH-UBND", "45/UBND-VP", "08/CT-UBND", "31/KH-VHXH"),
    "about": (
        "Triển khai nhiệm vụ cải cách hành chính năm 2026",
        "Nâng cao Chỉ số PAPI và SIPAS",
        "Rà soát thủ tục hành chính",
    ),
    "task": (
        "Số hóa kết quả hộ tịch còn hiệu lực",
        "Báo cáo rà soát thủ tục quý III",
        "Khảo sát sự hài lòng đợt 2",
    ),
    "name": ("Tổ hỗ trợ nộp hồ sơ trực tuyến lưu động", "Một cửa không chờ", "Ngày thứ Bảy giải quyết hồ sơ"),
    "effect": ("Giảm thời gian chờ từ 25 phút còn 9 phút", "Tỷ lệ hồ sơ trực tuyến tăng 18 điểm phần trăm"),
    "field": ("Hộ tịch, chứng thực", "Đất đai", "Xây dựng", "Lao động, người có công"),
    "finding": ("Niêm yết chưa đủ thủ tục hành chính", "Một số hồ sơ trễ hạn chưa có văn bản xin lỗi"),
    "named-in": ("Thông báo kết luận kiểm tra năm 2025 (minh họa)",),
    "criterion": ("1.3. Kiểm tra công tác CCHC", "3.6. Giải quyết hồ sơ đúng hạn", "6.2. Hồ sơ trực tuyến"),
    "cause": ("Chậm tham mưu", "Thiếu tài liệu kiểm chứng"),
    "measure": ("Giao người theo dõi từng tiêu chí", "Bổ sung tài liệu kiểm chứng trước ngày 15/12"),
    "difficulty": (
        "Biên chế thiếu so với khối lượng hồ sơ sau sắp xếp",
        "Thiết bị quét, máy tính cũ chưa được thay",
    ),
    "proposal": (
        "Sớm liên thông phần mềm một cửa với cơ sở dữ liệu đất đai",
        "Bổ sung kinh phí thay thiết bị số hóa",
    ),
    "to": ("Sở Khoa học và Công nghệ", "Sở Tài chính"),
    "reason": ("Chờ ý kiến của cơ quan phối hợp",),
    "evidence": ("Ảnh bảng niêm yết mới", "Danh sách văn bản xin lỗi"),
}
REPORT: Final[dict[str, Any]] = {
    "direction-summary": (
        "Đơn vị ban hành kế hoạch cải cách hành chính năm 2026 ngày 15/01/2026, giao 24 nhiệm vụ có "
        "sản phẩm, người chủ trì và thời hạn; hằng tháng giao ban kiểm điểm tiến độ. (Số liệu minh họa.)"
    ),
    "procedures-summary": "Thủ tục được niêm yết và có mã QR; hồ sơ trễ hạn tập trung ở lĩnh vực đất đai.",
    "civil-service-summary": "Chấp hành giờ giấc làm việc; tổ chức 02 đợt tự kiểm tra công vụ trong năm.",
    "modernisation-summary": "Đã số hóa phần lớn kết quả hộ tịch; còn thiếu thiết bị quét khổ lớn.",
}
REQUESTS: Final = "Gửi Đoàn kiểm tra danh sách hồ sơ trễ hạn còn tồn trong 03 ngày làm việc"
OPINIONS: Final = "Đơn vị nhất trí với nội dung biên bản và sẽ khắc phục các tồn tại được nêu"
RETURNED_REPORT: Final = (
    "Mục IV chưa nêu tình trạng khắc phục từng tồn tại; bảng hồ sơ chưa khớp số liệu hệ thống của Thành phố."
)
RETURNED_TEAM_REPORT: Final = (
    "Báo cáo chưa làm rõ nguyên nhân hồ sơ trễ hạn và trách nhiệm của từng khâu; đề nghị bổ sung."
)
POSTPONED: Final = (
    "Đơn vị đang khắc phục hậu quả mưa bão, đề nghị lùi lịch (minh họa).",
    "Trùng lịch làm việc với đoàn thanh tra khác, hai bên thống nhất lùi lịch (minh họa).",
)
PAUSED: Final = "Đơn vị đang bàn giao trụ sở và hồ sơ lưu trữ, chưa cung cấp được tài liệu (minh họa)."
STOPPED: Final = "Nội dung kiểm tra trùng với cuộc thanh tra đã có kết luận trong tháng (minh họa)."
REOPENED: Final = "Cần xem thêm hồ sơ đất đai chưa xuất trình được trong buổi đầu."
REPLACED: Final = "Thành viên được cử đi đào tạo dài ngày."
PLANS: Final = (
    "Giao công chức một cửa thực hiện, cấp phó phụ trách kiểm tra; xong trước hạn 05 ngày, báo cáo kèm ảnh.",
    "Tổ công tác rà soát trong tuần đầu, khắc phục trong tuần thứ hai, tự kiểm tra lại trước khi báo cáo.",
)
PROGRESS: Final = (
    "Đã rà soát xong, đang khắc phục khoảng 60 % khối lượng.",
    "Đã làm xong phần niêm yết; phần số hóa còn 35 hồ sơ.",
)
DONE: Final = (
    "Đã khắc phục xong, kèm ảnh chụp và danh sách; đơn vị đã tự kiểm tra lại.",
    "Đã hoàn thành toàn bộ nội dung được giao, có văn bản xác nhận của bộ phận liên quan.",
)
VERIFIED: Final = "Đã đối chiếu tài liệu kiểm chứng với kết luận: nội dung được khắc phục đầy đủ."
SENT_BACK: Final = (
    "Ảnh chụp không thể hiện được ngày và nội dung niêm yết; đề nghị bổ sung danh sách thủ tục và ảnh rõ hơn."
)
EXTENSION: Final = "Thiết bị số hóa đang mua sắm, dự kiến bàn giao cuối tháng; đề nghị gia hạn để hoàn thành."
REFUSED: Final = "Nội dung này chỉ cần rà soát và niêm yết lại, không phụ thuộc việc mua sắm thiết bị."
WITHDRAWN: Final = "Nội dung đã được giao tại kết luận thanh tra khác, tránh giao trùng."
REINSPECTION: Final = "Quá hạn nhiều ngày, tài liệu gửi về chưa chứng minh được việc khắc phục."
REMINDED: Final = "Đã quá hạn khắc phục; đề nghị đơn vị thực hiện ngay và báo cáo trong 05 ngày làm việc."
HANDED_OVER: Final = "Việc kết nối hệ thống thuộc trách nhiệm của cơ quan chủ quản phần mềm."
LINK_SYSTEMS: Final = (
    "Hướng dẫn, kết nối phần mềm giải quyết thủ tục hành chính của phường, xã với cơ sở dữ liệu đất đai"
)
ABSENCE: Final = "Đoàn làm nhiệm vụ thường xuyên theo phân công (minh họa)"
MOVED_OFFICE: Final = "Phường chuyển trụ sở, sửa điểm phục vụ hành chính công (minh họa)"
MUST: Final = "Đơn vị của tài khoản trình diễn, để theo dõi trọn một vòng kiểm tra (minh họa)"
