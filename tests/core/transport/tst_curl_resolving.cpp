// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/curl_transport.h"

#include <QElapsedTimer>
#include <QTest>

#include <netdb.h>

#include <chrono>
#include <semaphore>
#include <thread>

using namespace sluice;

namespace {

// Static: libcurl leaves its resolver threads behind.
std::counting_semaphore<> resolving{0};
std::counting_semaphore<> mayGoOn{0};
constexpr std::chrono::seconds longestHang{10}; ///< so that a transport that waits fails, and does not hang

} // namespace

/// Stands in for libc's in this program: a name server that does not answer.
extern "C" int getaddrinfo(const char *, const char *, const addrinfo *, addrinfo **)
{
    resolving.release();
    static_cast<void>(mayGoOn.try_acquire_for(longestHang));
    return EAI_AGAIN;
}

class TestCurlResolving : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void abortDoesNotWaitForTheNameServer();
};

void TestCurlResolving::abortDoesNotWaitForTheNameServer()
{
    QElapsedTimer sinceAbort;
    HttpAnswer answer;
    {
        CurlTransport transport;
        std::jthread other([&] {
            resolving.acquire();
            sinceAbort.start();
            transport.abort();
        });
        answer = transport.post({"http://sluice-test.invalid/", {}, "{}", Millis(5'000)});
    }
    QVERIFY(sinceAbort.elapsed() < 1'000);
    QVERIFY(answer.aborted);
    QCOMPARE(answer.reach, HttpAnswer::Reach::NotSent);
    mayGoOn.release();
}

QTEST_APPLESS_MAIN(TestCurlResolving)
#include "tst_curl_resolving.moc"
