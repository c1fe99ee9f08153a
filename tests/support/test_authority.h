// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <openssl/types.h>

#include <chrono>
#include <memory>
#include <string>

namespace sluice {

/// What a TLS server needs; shared by its connections.
using TlsIdentity = std::shared_ptr<SSL_CTX>;

/// An authority of certificates, made when it is needed and kept in memory. Aborts when OpenSSL cannot.
/// thread: one at a time.
class TestAuthority
{
public:
    TestAuthority();

    /// Its own certificate, as a file of certificates to trust has it.
    std::string pem() const;

    /// A server's certificate for `name`, as OpenSSL's configuration writes it ("IP:127.0.0.1",
    /// "DNS:a.test"), good from a day ago until `left` from now.
    TlsIdentity identityFor(
        const std::string &name, std::chrono::seconds left = std::chrono::hours(24)) const;

private:
    std::shared_ptr<EVP_PKEY> m_key;
    std::shared_ptr<X509> m_certificate;
};

} // namespace sluice
