// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/theme/theme.h"
#include "ui/window/command_match.h"
#include "ui/window/command_palette.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>

using namespace sluice::ui;

namespace {

/// A window with a field that has the keyboard, and a palette over it.
class Bench
{
public:
    Bench()
        : field(new QLineEdit(&window))
        , palette(new CommandPalette(&window))
        , edit(palette->findChild<QLineEdit *>(QStringLiteral("paletteEdit")))
        , list(palette->findChild<QListWidget *>(QStringLiteral("paletteList")))
    {
        window.resize(1024, 640);
        window.show();
        window.activateWindow();
        (void)QTest::qWaitForWindowActive(&window);
        field->setFocus();
    }

    void open()
    {
        QList<PaletteEntry> entries;
        for (const char *text : {"File: Open file", "File: Quit", "View: Fit the whole session",
                 "View: Follow the newest", "Theme: Dark"})
            entries.append({QLatin1String(text), QStringLiteral("Ctrl+1"),
                [this, name = QString::fromLatin1(text)] { done << name; }, false});
        entries.append({QStringLiteral("writer, nightly"), QStringLiteral("session"),
            [this] { done << QStringLiteral("session"); }, true});
        palette->open(entries);
    }

    void type(const char *text) const { QTest::keyClicks(edit, QLatin1String(text)); }
    void press(Qt::Key key) const { QTest::keyClick(edit, key); }

    QString shown() const
    {
        QStringList lines;
        for (int row = 0; row < list->count(); ++row)
            lines << list->item(row)->text();
        return lines.join(QStringLiteral(" | "));
    }

    QWidget window;
    QLineEdit *field;
    CommandPalette *palette;
    QLineEdit *edit;
    QListWidget *list;
    QStringList done;
};

} // namespace

class TestCommandPalette : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }

    void matchesByWords_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("rank"); // -1: not meant
        QTest::newRow("nothing typed") << QStringLiteral("Quit") << QString() << 0;
        QTest::newRow("begins a word")
            << QStringLiteral("Fit the whole session") << QStringLiteral("who") << 0;
        QTest::newRow("any case") << QStringLiteral("Fit the whole session") << QStringLiteral("FIT") << 0;
        QTest::newRow("any order") << QStringLiteral("Fit the whole session") << QStringLiteral("sess fit")
                                   << 0;
        QTest::newRow("within a word")
            << QStringLiteral("Fit the whole session") << QStringLiteral("hole") << 1;
        QTest::newRow("letters") << QStringLiteral("Follow the newest") << QStringLiteral("fne") << 2;
        QTest::newRow("letters from within") << QStringLiteral("Quit") << QStringLiteral("ut") << -1;
        QTest::newRow("one word missing")
            << QStringLiteral("Fit the whole session") << QStringLiteral("fit dark") << -1;
        QTest::newRow("behind a sign") << QStringLiteral("Theme:Dark") << QStringLiteral("dark") << 0;
    }
    void matchesByWords()
    {
        QFETCH(QString, line);
        QFETCH(QString, typed);
        QTEST(commandMatch(line, commandWords(typed)).value_or(-1), "rank");
    }

    void listsCommandsAndFindsSessions()
    {
        Bench bench;
        bench.open();
        QVERIFY(bench.palette->isVisible() && bench.edit->hasFocus());
        QCOMPARE(bench.list->count(), 5);
        bench.type("ni");
        QCOMPARE(bench.shown(), QStringLiteral("writer, nightly"));
        bench.press(Qt::Key_Return);
        QCOMPARE(bench.done, QStringList{QStringLiteral("session")});
    }

    void listsTheBestFirst()
    {
        Bench bench;
        bench.open();
        bench.type("f");
        QCOMPARE(bench.shown(),
            QStringLiteral(
                "File: Open file | File: Quit | View: Fit the whole session | View: Follow the newest"));
        bench.type("it");
        QCOMPARE(bench.shown(), QStringLiteral("View: Fit the whole session | File: Quit"));
    }

    void isDrivenByKeysAlone()
    {
        Bench bench;
        bench.open();
        bench.press(Qt::Key_Down);
        bench.press(Qt::Key_Down);
        bench.press(Qt::Key_Up);
        QCOMPARE(bench.list->currentRow(), 1);
        bench.press(Qt::Key_Up);
        bench.press(Qt::Key_Up);
        QCOMPARE(bench.list->currentRow(), 4);
        bench.press(Qt::Key_PageUp);
        QCOMPARE(bench.list->currentRow(), 0);
        bench.press(Qt::Key_Tab);
        QVERIFY(bench.edit->hasFocus());
        bench.press(Qt::Key_Return);
        QCOMPARE(bench.done, QStringList{QStringLiteral("File: Open file")});
        QVERIFY(!bench.palette->isVisible() && bench.field->hasFocus());
    }

    void runsWhatIsClicked()
    {
        Bench bench;
        bench.open();
        const QRect row = bench.list->visualItemRect(bench.list->item(4));
        QTest::mouseClick(bench.list->viewport(), Qt::LeftButton, {}, row.center());
        QCOMPARE(bench.done, QStringList{QStringLiteral("Theme: Dark")});
    }

    void leavesWithoutDoingAnything()
    {
        Bench bench;
        bench.open();
        bench.type("quit");
        bench.press(Qt::Key_Escape);
        QVERIFY(!bench.palette->isVisible() && bench.field->hasFocus() && bench.done.isEmpty());
        bench.open();
        QVERIFY(bench.edit->text().isEmpty());
        bench.field->setFocus(Qt::MouseFocusReason);
        QVERIFY(!bench.palette->isVisible() && bench.field->hasFocus() && bench.done.isEmpty());
    }

    void saysWhenNothingIsMeant()
    {
        Bench bench;
        bench.open();
        bench.type("zzz");
        QCOMPARE(bench.list->count(), 0);
        QVERIFY(!bench.list->isVisible());
        bench.press(Qt::Key_Down);
        bench.press(Qt::Key_Return);
        QVERIFY(bench.palette->isVisible() && bench.done.isEmpty());
    }

    void fitsItsWindow()
    {
        Bench bench;
        bench.open();
        QVERIFY(bench.window.rect().contains(bench.palette->geometry()));
        bench.window.resize(400, 300);
        QTRY_VERIFY(bench.window.rect().contains(bench.palette->geometry()));
    }
};

QTEST_MAIN(TestCommandPalette)
#include "tst_command_palette.moc"
