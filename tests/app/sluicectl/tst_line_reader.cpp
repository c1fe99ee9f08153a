// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/line_reader.h"

#include <QtTest>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <thread>

using namespace sluice;

namespace {

/// A pipe whose ends are closed with it.
class Pipe
{
public:
    Pipe()
    {
        if (pipe2(m_ends.data(), O_CLOEXEC) != 0)
            qFatal("no pipe");
    }
    ~Pipe()
    {
        finish();
        close(m_ends[0]);
    }
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;

    int reading() const { return m_ends[0]; }
    void write(const std::string &text) const
    {
        for (std::size_t done = 0; done < text.size();) {
            const ssize_t wrote = ::write(m_ends[1], text.data() + done, text.size() - done);
            if (wrote < 0)
                qFatal("the pipe took nothing");
            done += static_cast<std::size_t>(wrote);
        }
    }
    void finish()
    {
        if (m_ends[1] >= 0)
            close(m_ends[1]);
        m_ends[1] = -1;
    }

private:
    std::array<int, 2> m_ends{-1, -1};
};

/// "1:first 2:second end", with "!" for a line that is too long.
QString readAll(LineReader &reader)
{
    std::string all;
    for (;;) {
        const LineReader::Got got = reader.next();
        if (got == LineReader::Got::End)
            return QString::fromStdString(all + "end");
        if (got != LineReader::Got::Line && got != LineReader::Got::TooLong)
            return QString::fromStdString(all + "stopped or failed");
        all += std::to_string(reader.number()) + ':';
        all += got == LineReader::Got::Line ? std::string(reader.line()) : "!";
        all += ' ';
    }
}

} // namespace

class TestLineReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesEachLine_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("lines");
        const auto row = [](const char *name, const char *input, const char *lines) {
            QTest::newRow(name) << QString::fromLatin1(input) << QString::fromLatin1(lines);
        };
        row("nothing", "", "end");
        row("two", "a\nb\n", "1:a 2:b end");
        row("the last without an end", "a\nb", "1:a 2:b end");
        row("blank ones", "\n\na\n\n", "1: 2: 3:a 4: end");
        row("at the limit - 1", "1234567\na\n", "1:1234567 2:a end");
        row("at the limit", "12345678\na\n", "1:12345678 2:a end");
        row("at the limit + 1", "123456789\na\n", "1:! 2:a end");
        row("the last at the limit", "12345678", "1:12345678 end");
        row("the last at the limit + 1", "a\n123456789", "1:a 2:! end");
        row("two too long ones", "1234567890\n1234567890\na", "1:! 2:! 3:a end");
    }

    void givesEachLine()
    {
        QFETCH(QString, input);
        QFETCH(QString, lines);
        Pipe pipe;
        pipe.write(input.toStdString());
        pipe.finish();
        LineReader reader(pipe.reading(), 8);
        QCOMPARE(readAll(reader), lines);
    }

    void givesEachLineHoweverItComes()
    {
        Pipe pipe;
        LineReader reader(pipe.reading(), 8);
        const std::jthread writer([&pipe] {
            for (const char c : std::string("ab\n123456789\ncd"))
                pipe.write({c});
            pipe.finish();
        });
        QCOMPARE(readAll(reader), QStringLiteral("1:ab 2:! 3:cd end"));
    }

    void passesOverALongLineWithoutHoldingIt()
    {
        Pipe pipe;
        LineReader reader(pipe.reading(), 1'000);
        std::jthread writer([&pipe] {
            pipe.write(std::string(3'000'000, 'x'));
            pipe.write("\nshort\n");
            pipe.finish();
        });
        QCOMPARE(readAll(reader), QStringLiteral("1:! 2:short end"));
    }

    void stopsAlsoWhileItWaits()
    {
        Pipe pipe;
        LineReader reader(pipe.reading());
        const std::jthread stopper([&reader] { reader.stop(); });
        QCOMPARE(reader.next(), LineReader::Got::Stopped);
        QCOMPARE(reader.next(), LineReader::Got::Stopped);
    }

    void givesNoLineAfterItWasStopped()
    {
        Pipe pipe;
        pipe.write("a\nb\n");
        LineReader reader(pipe.reading());
        QCOMPARE(reader.next(), LineReader::Got::Line);
        reader.stop();
        QCOMPARE(reader.next(), LineReader::Got::Stopped);
    }

    void saysWhatTheSystemSaid()
    {
        const int folder = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        LineReader reader(folder);
        QCOMPARE(reader.next(), LineReader::Got::Failed);
        QCOMPARE(reader.failure(), EISDIR);
        close(folder);
    }
};

QTEST_APPLESS_MAIN(TestLineReader)
#include "tst_line_reader.moc"
