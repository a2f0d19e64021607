"""Digital signatures of PDF files (PAdES): putting one on, and saying what those on a file are worth.

Nothing here reaches the network, and no key is ever stored.
"""

from lotrinh.office.platform.papers.signatures.checking import Verdict, check_pdf_signatures
from lotrinh.office.platform.papers.signatures.signing import Stamp, sign_pdf
from lotrinh.office.platform.papers.signatures.trust import trusted_roots

__all__ = ["Stamp", "Verdict", "check_pdf_signatures", "sign_pdf", "trusted_roots"]
