// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/support/test_authority.h"

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace sluice {

namespace {

using Key = std::shared_ptr<EVP_PKEY>;
using Certificate = std::shared_ptr<X509>;

constexpr std::chrono::seconds day = std::chrono::hours(24);

void require(bool good)
{
    if (good)
        return;
    ERR_print_errors_fp(stderr);
    std::abort();
}

Key newKey()
{
    Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    require(key != nullptr);
    return key;
}

void setName(X509_NAME *name, const std::string &text)
{
    const auto *bytes = reinterpret_cast<const unsigned char *>(text.c_str());
    require(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, bytes, -1, -1, 0) == 1);
}

void addExtension(X509 *certificate, int nid, const std::string &value)
{
    const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
        X509V3_EXT_conf_nid(nullptr, nullptr, nid, value.c_str()), X509_EXTENSION_free);
    require(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

/// `name` gets the serial number behind it, so that no two authorities are called the same.
Certificate newCertificate(const std::string &name, EVP_PKEY *key, std::chrono::seconds left)
{
    static std::atomic<long> serials{0};
    const long serial = ++serials;
    Certificate certificate(X509_new(), X509_free);
    constexpr long version3 = 2;
    require(certificate && X509_set_version(certificate.get(), version3) == 1
        && ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial) == 1
        && X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -day.count() - 1)
        && X509_gmtime_adj(X509_getm_notAfter(certificate.get()), left.count())
        && X509_set_pubkey(certificate.get(), key) == 1);
    setName(X509_get_subject_name(certificate.get()), name + ' ' + std::to_string(serial));
    return certificate;
}

void sign(X509 *certificate, const X509 *by, EVP_PKEY *key)
{
    require(X509_set_issuer_name(certificate, X509_get_subject_name(by)) == 1
        && X509_sign(certificate, key, EVP_sha256()) > 0);
}

} // namespace

TestAuthority::TestAuthority()
    : m_key(newKey())
    , m_certificate(newCertificate("Sluice test authority", m_key.get(), day))
{
    addExtension(m_certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
    addExtension(m_certificate.get(), NID_key_usage, "critical,keyCertSign");
    sign(m_certificate.get(), m_certificate.get(), m_key.get());
}

std::string TestAuthority::pem() const
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> memory(BIO_new(BIO_s_mem()), BIO_free);
    require(memory && PEM_write_bio_X509(memory.get(), m_certificate.get()) == 1);
    char *text = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

TlsIdentity TestAuthority::identityFor(const std::string &name, std::chrono::seconds left) const
{
    const Key key = newKey();
    const Certificate certificate = newCertificate("Sluice test server", key.get(), left);
    addExtension(certificate.get(), NID_subject_alt_name, name);
    sign(certificate.get(), m_certificate.get(), m_key.get());
    TlsIdentity identity(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    require(identity && SSL_CTX_use_certificate(identity.get(), certificate.get()) == 1
        && SSL_CTX_use_PrivateKey(identity.get(), key.get()) == 1);
    return identity;
}

} // namespace sluice
