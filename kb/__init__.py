"""What the words of Vietnamese legal documents mean. Knows nothing of files, indexes or the web.

Glossary (the identifier used everywhere, and the Vietnamese term it stands for):

=================  ======================================================================================
document           văn bản: one act or paper, identified by type, number, issuer and date
number             số, ký hiệu: "67/2003/QĐ-UB"; symbol (ký hiệu) is the part after the numbers, "QĐ-UB"
issuer             cơ quan ban hành; organ: cơ quan, the body behind a code such as BKH
legal basis        căn cứ ban hành: the acts a document opens with
part               phần của văn bản: main text, attachment (quy định kèm theo), appendix (phụ lục)
provision          điều khoản: article (Điều), paragraph (khoản), point (điểm), subpoint (tiết);
                   division: Phần, Chương, Mục, Tiểu mục
citation           viện dẫn: a mention of a document or provision in a text
relation           quan hệ: amends (sửa đổi, bổ sung), replaces (thay thế), repeals (bãi bỏ), guides (hướng dẫn) …
status             hiệu lực: in force (còn hiệu lực), expired (hết hiệu lực), unknown (chưa rõ) …
delegation         ủy quyền, phân cấp, phân quyền, giao: a power that goes from a delegator to a delegate
power, matter      thẩm quyền được giao; matter: nhóm việc that powers belong to
stance             delegated (đã ủy quyền), may_delegate (có thể), not_delegated (chưa, không), withdrawn (đã thôi)
management board   Ban Quản lý các khu công nghiệp, khu kinh tế
evidence           căn cứ của câu trả lời: the sentence, where it stands, its date
fault              lỗi của kho: something in a file that could not be read or does not add up
=================  ======================================================================================
"""
