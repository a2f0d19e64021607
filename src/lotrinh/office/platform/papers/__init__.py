"""Official papers in the form of NĐ 30/2020/NĐ-CP.

``paper`` says what stands on a paper, ``form`` says which sizes and margins the decree allows and we chose,
``docx`` and ``pdf`` lay the same paper out, so that both files hold the same words.
"""
