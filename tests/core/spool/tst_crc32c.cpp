// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/random.h"
#include "core/spool/crc32c.h"

#include <QTest>

#include <string>
#include <string_view>
#include <vector>

using namespace sluice;

class TestCrc32c : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithRfc3720_data();
    void agreesWithRfc3720();
    void isTheSameByTableAndByInstruction();
    void goesOnWhereItEnded();
};

void TestCrc32c::agreesWithRfc3720_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<quint32>("expected");
    QByteArray rising;
    for (char i = 0; i < 32; ++i)
        rising.append(i);
    QTest::newRow("nothing") << QByteArray() << 0U;
    QTest::newRow("check value") << QByteArray("123456789") << 0xe3069283U;
    QTest::newRow("32 zeros") << QByteArray(32, '\0') << 0x8a9136aaU;
    QTest::newRow("32 ones") << QByteArray(32, '\xff') << 0x62a8ab43U;
    QTest::newRow("32 rising") << rising << 0x46dd794eU;
}

void TestCrc32c::agreesWithRfc3720()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const quint32, expected);
    QCOMPARE(crc32c(0, bytes.constData(), static_cast<std::size_t>(bytes.size())), expected);
    QCOMPARE(crc32cByTable(0, bytes.constData(), static_cast<std::size_t>(bytes.size())), expected);
}

void TestCrc32c::isTheSameByTableAndByInstruction()
{
    SeededRandom random(1);
    std::vector<std::uint64_t> words(40);
    for (std::uint64_t &word : words)
        word = random.next();
    const auto *bytes = reinterpret_cast<const char *>(words.data());
    for (std::size_t from = 0; from < 9; ++from) {
        for (std::size_t size = 0; size < 300; ++size)
            QCOMPARE(crc32c(7, bytes + from, size), crc32cByTable(7, bytes + from, size));
    }
}

void TestCrc32c::goesOnWhereItEnded()
{
    const std::string_view text = "what lies in two pieces is the same";
    const std::uint32_t whole = crc32c(0, text.data(), text.size());
    for (std::size_t cut = 0; cut <= text.size(); ++cut)
        QCOMPARE(crc32c(crc32c(0, text.data(), cut), text.data() + cut, text.size() - cut), whole);
}

QTEST_APPLESS_MAIN(TestCrc32c)
#include "tst_crc32c.moc"
