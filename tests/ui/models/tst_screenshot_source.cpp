// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/screenshot_source.h"

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <QtEndian>

using namespace sluice::ui;

namespace {

QByteArray picture(const char *format, QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

QByteArray dataUrl(const QByteArray &bytes)
{
    return "data:image/png;base64," + bytes.toBase64();
}

/// As PNG's chunks have it.
quint32 crc32(const QByteArray &bytes)
{
    quint32 sum = 0xffffffffU;
    for (const char byte : bytes) {
        sum ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum >> 1U) ^ ((sum & 1U) != 0 ? 0xedb88320U : 0U);
    }
    return ~sum;
}

/// A PNG of a few bytes whose head says that it is 60,000 x 60,000 pixels.
QByteArray bomb()
{
    QByteArray bytes = picture("png", {8, 8});
    const QByteArray size = QByteArray::fromHex("0000ea60");
    bytes.replace(16, 4, size);
    bytes.replace(20, 4, size);
    QByteArray sum(4, '\0');
    qToBigEndian(crc32(bytes.mid(12, 17)), sum.data());
    return bytes.replace(29, 4, sum);
}

} // namespace

class TestScreenshotSource : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhereAScreenshotIs_data();
    void saysWhereAScreenshotIs();
    void readsPictures_data();
    void readsPictures();
    void refuses_data();
    void refuses();
    void readsAFileOfThisMachine();
    void readsNothingButPlainFiles();
};

void TestScreenshotSource::saysWhereAScreenshotIs_data()
{
    using Kind = ScreenshotSource::Kind;
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *sent, Kind kind) {
        QTest::newRow(*sent == '\0' ? "nothing" : sent) << QByteArray(sent) << static_cast<int>(kind);
    };
    row("", Kind::None);
    row("data:image/png;base64,AAAA", Kind::Data);
    row("DATA:image/png;BASE64,AAAA", Kind::Unusable);
    row("data:image/png,%00", Kind::Unusable);
    row("data:image/png;base64", Kind::Unusable);
    row("https://example.com/a.png", Kind::Web);
    row("HTTP://example.com", Kind::Web);
    row("file:///tmp/a.png", Kind::File);
    row("file://host/tmp/a.png", Kind::Unusable);
    row("/tmp/a.png", Kind::File);
    row("a.png", Kind::Unusable);
    row("<img src=x>", Kind::Unusable);
    row("ftp://example.com/a.png", Kind::Unusable);
}

void TestScreenshotSource::saysWhereAScreenshotIs()
{
    QFETCH(QByteArray, sent);
    QTEST(static_cast<int>(screenshotSource(sent.toStdString()).kind), "kind");
}

void TestScreenshotSource::readsPictures_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("facts");
    QTest::newRow("png") << picture("png", {1'200, 8}) << QStringLiteral("PNG, 1,200 × 8 pixels");
    QTest::newRow("jpeg") << picture("jpg", {16, 8}) << QStringLiteral("JPEG, 16 × 8 pixels");
    QTest::newRow("gif") << QByteArray::fromBase64("R0lGODdhAQABAIABAP///wAAACwAAAAAAQABAAACAkQBADs=")
                         << QStringLiteral("GIF, 1 × 1 pixels");
}

void TestScreenshotSource::readsPictures()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, facts);
    const ReadPicture read = readPicture(screenshotSource(dataUrl(bytes).toStdString()));
    QVERIFY2(read.problem.isEmpty(), qPrintable(read.problem));
    QVERIFY2(read.facts.startsWith(facts), qPrintable(read.facts));
    QVERIFY(!read.image.isNull());
}

void TestScreenshotSource::refuses_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QString>("why");
    const QByteArray whole = picture("png", {64, 64});
    QTest::newRow("a bomb") << dataUrl(bomb())
                            << QStringLiteral("60,000 × 60,000 pixels; more than 33 million");
    QTest::newRow("another format") << dataUrl(picture("bmp", {8, 8})) << QStringLiteral("no picture in PNG");
    QTest::newRow("a drawing") << dataUrl("<svg xmlns='http://www.w3.org/2000/svg'/>")
                               << QStringLiteral("no picture in PNG");
    QTest::newRow("not base64") << QByteArray("data:image/png;base64,???")
                                << QStringLiteral("base64 is damaged");
    QTest::newRow("cut short") << dataUrl(whole.left(whole.size() - 16)) << QStringLiteral("damaged");
    QTest::newRow("empty") << QByteArray("data:image/png;base64,") << QStringLiteral("no picture in PNG");
    QTest::newRow("too large") << "data:image/png;base64," + QByteArray((mostPictureBytes / 3 + 1) * 4, 'A')
                               << QStringLiteral("more than 64.0 MiB");
    QTest::newRow("on the web") << QByteArray("https://127.0.0.1:1/a.png") << QStringLiteral("never fetches");
    QTest::newRow("no such file") << QByteArray("/nowhere/a.png") << QStringLiteral("no such file");
}

void TestScreenshotSource::refuses()
{
    QFETCH(QByteArray, sent);
    QFETCH(QString, why);
    const ReadPicture read = readPicture(screenshotSource(sent.toStdString()));
    QVERIFY(read.image.isNull());
    QVERIFY2(read.problem.contains(why), qPrintable(read.problem));
}

void TestScreenshotSource::readsAFileOfThisMachine()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("a picture.png")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(picture("png", {5, 7}));
    file.close();
    const QString url = QUrl::fromLocalFile(file.fileName()).toString();
    for (const QString &sent : {file.fileName(), url}) {
        const ReadPicture read = readPicture(screenshotSource(sent.toStdString()));
        QVERIFY2(read.problem.isEmpty(), qPrintable(read.problem));
        QCOMPARE(read.image.size(), QSize(5, 7));
    }
}

void TestScreenshotSource::readsNothingButPlainFiles()
{
    const QTemporaryDir folder;
    const ReadPicture read = readPicture(screenshotSource(folder.path().toStdString()));
    QVERIFY2(read.problem.contains(QStringLiteral("not a plain file")), qPrintable(read.problem));
    QVERIFY(!readPicture(screenshotSource("/dev/zero")).problem.isEmpty());
}

QTEST_GUILESS_MAIN(TestScreenshotSource)
#include "tst_screenshot_source.moc"
