"""Addresses of accounts."""

from django.urls import path

from lotrinh.office.accounts.pages import accounts, password, profile, sign_in

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("password/", password.password, name="password"),
    path("", profile.profile, name="profile"),
    path("people/", accounts.accounts, name="accounts"),
    path("people/new/", accounts.new_account, name="new_account"),
    path("people/<int:pk>/", accounts.edit_account, name="edit_account"),
]
