// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/timeline/timeline_bench.h"
#include "ui/theme/theme.h"
#include "ui/window/timeline_desk.h"

#include <QAction>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace sluice;
using namespace sluice::test;
using sluice::ui::TimelineDesk;

class TestTimelineDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::Theme::Light); }

    void turnsTheViewAndIsTurnedByIt_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<int>("key");
        QTest::newRow("freeze") << QStringLiteral("actionFreeze") << int(Qt::Key_Space);
        QTest::newRow("compress") << QStringLiteral("actionFold") << int(Qt::Key_I);
    }
    void turnsTheViewAndIsTurnedByIt()
    {
        QFETCH(QString, action);
        QFETCH(int, key);
        TimelineBench bench;
        bench.show(actions(20));
        TimelineDesk desk(bench.view, bench.view);
        QAction *turned = found(desk, action);
        QVERIFY(turned != nullptr && turned->isCheckable());
        const auto isOn = [&] { return bench.view.isFrozen() || bench.view.isFolded(); };
        turned->trigger();
        QVERIFY(isOn() && turned->isChecked());
        bench.key(Qt::Key(key));
        QVERIFY(!isOn() && !turned->isChecked());
    }
    void marksAndGoesBack()
    {
        TimelineBench bench;
        bench.show(actions(20));
        TimelineDesk desk(bench.view, bench.view);
        bench.view.selectRow(7);
        found(desk, QStringLiteral("actionMark"))->trigger();
        QCOMPARE(bench.view.marks().all().size(), std::size_t{1});
        found(desk, QStringLiteral("actionRemoveMark"))->trigger();
        QVERIFY(bench.view.marks().all().empty());
        found(desk, QStringLiteral("actionViewBack"))->trigger();
        QVERIFY(!bench.view.selectedRow());
        found(desk, QStringLiteral("actionViewForward"))->trigger();
        QCOMPARE(*bench.view.selectedRow(), qint64(7));
    }
    void savesAPictureOrSaysWhyNot()
    {
        const QTemporaryDir dir;
        TimelineBench bench;
        bench.show(actions(20));
        TimelineDesk desk(bench.view, bench.view);
        QSignalSpy saved(&desk, &TimelineDesk::pictureSaved);
        QSignalSpy failed(&desk, &TimelineDesk::pictureFailed);
        const QString path = dir.filePath(QStringLiteral("t.svg"));
        desk.writeTo(path);
        QCOMPARE(saved.size(), 1);
        QVERIFY(QFileInfo(path).size() > 1000);
        desk.writeTo(dir.filePath(QStringLiteral("t.bmp")));
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed.front().front().toString().contains(QStringLiteral("ends in .png or .svg")));
    }

private:
    static QAction *found(const TimelineDesk &desk, const QString &name)
    {
        for (QAction *action : desk.viewActions()) {
            if (action != nullptr && action->objectName() == name)
                return action;
        }
        return nullptr;
    }
};

QTEST_MAIN(TestTimelineDesk)
#include "tst_timeline_desk.moc"
