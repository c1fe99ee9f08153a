// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/analysis/analysis_bench.h"
#include "ui/analysis/filter_bar.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>

using namespace sluice;
using namespace sluice::ui;

namespace {

class Bench
{
public:
    Bench()
        : field(host.put(new FilterBar))
        , edit(host.find<QLineEdit>("filterEdit"))
        , changed(field, &FilterBar::filterChanged)
    {
        field->setVocabulary(
            {{"plan", "search"}, {"gpt-4o", "gpt-4o-mini"}, {"search"}, {"writer"}, {"prod"}});
        edit->setFocus();
        if (!QTest::qWaitFor([this] { return edit->hasFocus(); }, patience))
            qFatal("the window has no focus");
    }

    void type(const char *text) { QTest::keyClicks(edit, QLatin1String(text)); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(edit, key, modifiers); }

    QListWidget *offers() const { return host.find<QListWidget>("filterOffers"); }
    QStringList offered() const
    {
        QStringList texts;
        if (!offers()->isVisible())
            return texts;
        for (int row = 0; row < offers()->count(); ++row)
            texts << offers()->item(row)->text().section(QStringLiteral("    "), 0, 0);
        return texts;
    }
    QString line() const { return host.find<QLabel>("filterLine")->text(); }
    QColor ground() const { return edit->palette().color(QPalette::Base); }

    Host host;
    FilterBar *field;
    QLineEdit *edit;
    QSignalSpy changed;
};

} // namespace

class TestFilterBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isGreenForAFilterAndRedForNone()
    {
        Bench bench;
        const QColor plain = bench.ground();
        bench.type("type:llm");
        QVERIFY(bench.ground().green() > bench.ground().red());
        QVERIFY(bench.ground() != plain);
        QVERIFY(bench.edit->accessibleDescription().startsWith(QStringLiteral("A filter")));
        bench.press(Qt::Key_Backspace);
        QVERIFY(bench.ground().red() > bench.ground().green());
        QCOMPARE(bench.line(),
            QStringLiteral("Column 6: 'type' expects action, llm, tool, error or api; found 'll'"));
        QVERIFY(bench.edit->accessibleDescription().startsWith(QStringLiteral("Not a filter. Column 6")));
        bench.press(Qt::Key_Escape); // the list
        bench.press(Qt::Key_Escape); // the text
        QCOMPARE(bench.edit->text(), QString());
        QCOMPARE(bench.ground(), plain);
    }

    void keepsTheFilterInForceWhileTheTextIsNone()
    {
        Bench bench;
        bench.type("error");
        bench.press(Qt::Key_Return);
        QCOMPARE(bench.changed.size(), 1);
        bench.type(" dur>");
        bench.press(Qt::Key_Return);
        QCOMPARE(bench.changed.size(), 1);
        QCOMPARE(bench.field->filter().root.term.text, std::string("error"));
        bench.type("2s");
        QTRY_COMPARE(bench.changed.size(), 2); // without Return, after a pause
        QCOMPARE(bench.changed.last().at(0).toString(), QStringLiteral("error dur>2s"));
    }

    void offersFieldsAndThenValues()
    {
        Bench bench;
        bench.type("mo");
        QCOMPARE(bench.offered(), QStringList{QStringLiteral("model:")});
        bench.press(Qt::Key_Down);
        bench.press(Qt::Key_Return);
        QCOMPARE(bench.edit->text(), QStringLiteral("model:"));
        QTRY_COMPARE(bench.offered(), (QStringList{QStringLiteral("gpt-4o"), QStringLiteral("gpt-4o-mini")}));
        bench.press(Qt::Key_Down);
        bench.press(Qt::Key_Down);
        bench.press(Qt::Key_Return);
        QCOMPARE(bench.edit->text(), QStringLiteral("model:gpt-4o-mini "));
        QCOMPARE(bench.edit->cursorPosition(), 18);
    }

    void offersInTheMiddleOfAText()
    {
        Bench bench;
        bench.field->setText(QStringLiteral("agent: error"));
        bench.edit->setCursorPosition(6);
        bench.press(Qt::Key_Space, Qt::ControlModifier);
        QCOMPARE(bench.offered(), QStringList{QStringLiteral("writer")});
        bench.press(Qt::Key_Down);
        bench.press(Qt::Key_Return);
        QCOMPARE(bench.edit->text(), QStringLiteral("agent:writer error"));
    }

    void remembersFilters()
    {
        Bench bench;
        QSignalSpy history(bench.field, &FilterBar::historyChanged);
        for (const char *text : {"error", "open", "type:"}) {
            bench.edit->clear();
            bench.type(text);
            if (bench.offers()->isVisible())
                bench.press(Qt::Key_Escape);
            bench.press(Qt::Key_Return);
        }
        QCOMPARE(bench.field->history(), (QStringList{QStringLiteral("open"), QStringLiteral("error")}));
        QCOMPARE(history.size(), 2);
        bench.edit->clear();
        bench.press(Qt::Key_Down);
        QCOMPARE(bench.offered(), (QStringList{QStringLiteral("open"), QStringLiteral("error")}));
        bench.press(Qt::Key_Down);
        bench.press(Qt::Key_Down);
        bench.press(Qt::Key_Return);
        QCOMPARE(bench.edit->text(), QStringLiteral("error"));
        QCOMPARE(bench.field->history().front(), QStringLiteral("error"));
    }

    void keepsItsHistoryShort()
    {
        Bench bench;
        for (int i = 0; i <= FilterBar::longestHistory; ++i)
            bench.field->setText(QStringLiteral("dur>%1s").arg(i));
        QCOMPARE(bench.field->history().size(), FilterBar::longestHistory);
        QCOMPARE(bench.field->history().back(), QStringLiteral("dur>1s"));
    }

    void addsTerms()
    {
        Bench bench;
        bench.field->addTerm(QStringLiteral("type:llm"), false);
        QCOMPARE(bench.edit->text(), QStringLiteral("type:llm"));
        bench.field->addTerm(QStringLiteral("model:\"a b\""), true);
        QCOMPARE(bench.edit->text(), QStringLiteral("type:llm -model:\"a b\""));
        QCOMPARE(bench.changed.size(), 2);
        bench.field->setText(QStringLiteral("type:"));
        bench.field->addTerm(QStringLiteral("error"), false);
        QCOMPARE(bench.edit->text(), QStringLiteral("error"));
    }

    void saysItsResult()
    {
        Bench bench;
        bench.field->setText(QStringLiteral("error"));
        bench.field->setResult(QStringLiteral("showing 1 of 8"));
        QCOMPARE(bench.line(), QStringLiteral("showing 1 of 8"));
        QCOMPARE(bench.edit->accessibleDescription(), QStringLiteral("A filter. showing 1 of 8"));
    }

    void leavesAnEmptyFieldToItsWindow()
    {
        Bench bench;
        QSignalSpy left(bench.field, &FilterBar::left);
        bench.press(Qt::Key_Return);
        QCOMPARE(left.size(), 1);
        QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
        QVERIFY(!bench.field->eventFilter(bench.edit, &escape));
    }
};

QTEST_MAIN(TestFilterBar)
#include "tst_filter_bar.moc"
