// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/widgets/copyable_line.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_banner.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace sluice::ui;

class TestWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesItsLine()
    {
        QWidget host; // a window with a layout warns offscreen: size hints
        CopyableLine line(QStringLiteral("Endpoint"), QStringLiteral("http://127.0.0.1:4318"), &host);
        host.show();
        QSignalSpy copied(&line, &CopyableLine::copied);
        auto *button = line.findChild<QToolButton *>();
        QCOMPARE(button->accessibleName(), QStringLiteral("Copy Endpoint"));
        QCOMPARE(line.findChild<QLineEdit *>()->accessibleName(), QStringLiteral("Endpoint"));
        QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(copied.size(), 1);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("http://127.0.0.1:4318"));
        line.setText({});
        QVERIFY(!button->isEnabled());
    }

    void elidesWhatDoesNotFit()
    {
        ElidedLabel label;
        label.setFullText(QStringLiteral("638552b9-1f4c-4b0e-9a51-2f6f3f0f7c11"));
        label.resize(label.sizeHint());
        label.show();
        QVERIFY(!label.isElided());
        label.resize(80, label.height());
        QVERIFY(label.isElided());
        QVERIFY(label.toolTip().contains(label.fullText()));
        QCOMPARE(label.accessibleDescription(), label.fullText());
    }

    void showsAMessageUntilItIsClosed()
    {
        QWidget host;
        MessageBanner banner(&host);
        host.show();
        QVERIFY(banner.isHidden());
        banner.showMessage(Severity::Critical, QStringLiteral("Port 4318 is taken <b>by another</b>"));
        QVERIFY(banner.isVisible());
        QVERIFY(banner.findChild<QPushButton *>()->isHidden());
        QSignalSpy closed(&banner, &MessageBanner::closed);
        QTest::mouseClick(banner.findChild<QToolButton *>(), Qt::LeftButton);
        QCOMPARE(closed.size(), 1);
        QVERIFY(banner.isHidden());
        banner.showMessage(Severity::Notice, QStringLiteral("again"));
        QTest::keyClick(&banner, Qt::Key_Escape);
        QCOMPARE(closed.size(), 2);
        banner.showMessage(Severity::Notice, QStringLiteral("over"));
        banner.dismiss();
        QCOMPARE(closed.size(), 2);
    }

    void offersAnAction()
    {
        QWidget host;
        MessageBanner banner(&host);
        host.show();
        banner.showMessage(
            Severity::Warning, QStringLiteral("Port 4318 is taken"), QStringLiteral("Use 4319"));
        QSignalSpy triggered(&banner, &MessageBanner::actionTriggered);
        auto *button = banner.findChild<QPushButton *>();
        QCOMPARE(button->text(), QStringLiteral("Use 4319"));
        QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(triggered.size(), 1);
        QVERIFY(banner.isVisible());
    }
};

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
