// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/sessions_model.h"
#include "ui/sessions/session_delegate.h"
#include "ui/sessions/sessions_panel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/proof_badge.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QSet>
#include <QStyleOptionViewItem>
#include <QTest>
#include <QTreeView>

using namespace sluice;
using namespace sluice::ui;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp start{std::chrono::seconds{1'800'000'000}};

SessionSummary endedSession(const char *id)
{
    SessionSummary session;
    session.id = SessionId(id);
    session.origin = Origin::Recorded;
    session.tags = {"a session with a rather long name"};
    session.started = session.lastNews = start;
    session.ended = start + 2s;
    session.ledger.emplace();
    return session;
}

/// The panel in a window of its own; a window with a layout warns offscreen.
SessionsPanel &shownPanel(SessionsModel &model, QWidget &host, QSize size)
{
    auto *panel = new SessionsPanel(model, &host);
    host.resize(size);
    panel->resize(size);
    host.show();
    (void)QTest::qWaitForWindowExposed(&host);
    return *panel;
}

QImage iconOf(Proof proof)
{
    QImage image(32, 32, QImage::Format_ARGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintProofIcon(painter, QRectF(0, 0, 32, 32), proof, QApplication::palette(), Qt::black);
    return image;
}

} // namespace

class TestSessionsPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }
    void hasNoHorizontalScrollBar_data();
    void hasNoHorizontalScrollBar();
    void showsMoreColumnsWhenAsked();
    void paintsTheBadgeOfEachSession();
    void showsTheStateOnASelectionToo();
    void hasAShapeOfItsOwnForEachProof();
};

void TestSessionsPanel::hasNoHorizontalScrollBar_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("the dock") << 352;
    QTest::newRow("narrow") << 300;
    QTest::newRow("wide") << 700;
}

void TestSessionsPanel::hasNoHorizontalScrollBar()
{
    QFETCH(int, width);
    SessionsModel model;
    model.setNow(start + 3s);
    QList<SessionSummary> sessions;
    for (char id = 'a'; id < 'z'; ++id) // more than fit: the vertical bar takes room as well
        sessions << endedSession(std::string(1, id).c_str());
    model.update(sessions);
    QWidget host;
    SessionsPanel &panel = shownPanel(model, host, {width, 300});
    const auto *view = panel.findChild<QTreeView *>();
    QTRY_VERIFY(view->verticalScrollBar()->isVisible());
    QCOMPARE(view->horizontalScrollBar()->maximum(), 0);
    QVERIFY(!view->horizontalScrollBar()->isVisible());
}

void TestSessionsPanel::showsMoreColumnsWhenAsked()
{
    SessionsModel model;
    model.update({endedSession("a")});
    QWidget host;
    SessionsPanel &panel = shownPanel(model, host, {800, 300});
    const auto *view = panel.findChild<QTreeView *>();
    QVERIFY(view->header()->isSectionHidden(SessionsModel::Duration));
    QAction *show = nullptr;
    for (QAction *action : view->header()->actions()) {
        if (action->text().contains(QStringLiteral("Duration")))
            show = action;
    }
    QVERIFY(show);
    show->trigger();
    QVERIFY(!view->header()->isSectionHidden(SessionsModel::Duration));
    QCOMPARE(view->horizontalScrollBar()->maximum(), 0); // the name gave room
    show->trigger();
    QVERIFY(view->header()->isSectionHidden(SessionsModel::Duration));
}

void TestSessionsPanel::paintsTheBadgeOfEachSession()
{
    SessionsModel model;
    model.setNow(start + 3s);
    model.update({endedSession("a")});
    QWidget host;
    SessionsPanel &panel = shownPanel(model, host, {352, 120});
    const QImage complete = panel.grab().toImage();
    SessionSummary doubtful = endedSession("a");
    doubtful.ledger->inDoubt = doubtful.ledger->recorded = 5;
    model.update({doubtful});
    QApplication::processEvents();
    QVERIFY(panel.grab().toImage() != complete);
}

/// In the selection's colour of letters: grey and green are not seen on it.
void TestSessionsPanel::showsTheStateOnASelectionToo()
{
    SessionsModel model;
    model.setNow(start + 3s);
    model.update({endedSession("a")});
    QImage row(352, 48, QImage::Format_RGB32);
    QStyleOptionViewItem item;
    item.rect = row.rect();
    item.palette = QApplication::palette();
    item.state = QStyle::State_Enabled | QStyle::State_Active | QStyle::State_Selected;
    QPainter painter(&row);
    SessionDelegate().paint(&painter, item, model.index(0, SessionsModel::Name));
    painter.end();
    const QRgb letters = item.palette.color(QPalette::HighlightedText).rgb();
    int seen = 0;
    for (int y = 0; y < row.height(); ++y) {
        for (int x = 0; x < 16; ++x) // left of the name: nothing but the state
            seen += row.pixel(x, y) == letters ? 1 : 0;
    }
    QVERIFY2(seen > 20, qPrintable(QString::number(seen)));
}

void TestSessionsPanel::hasAShapeOfItsOwnForEachProof()
{
    const QList<Proof> all{Proof::Complete, Proof::CompleteWithDrops, Proof::InDoubt, Proof::NoEndSignal,
        Proof::Imported, Proof::Running, Proof::NotTold, Proof::Unbalanced};
    for (const Proof a : all) {
        for (const Proof b : all)
            QCOMPARE(iconOf(a) == iconOf(b), a == b); // all in black: by shape alone
    }
}

QTEST_MAIN(TestSessionsPanel)
#include "tst_sessions_panel.moc"
