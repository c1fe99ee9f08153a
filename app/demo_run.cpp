// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/demo_run.h"

#include "ui/bridge/bridge.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"

#include <QAbstractButton>
#include <QDir>
#include <QPixmap>

#include <utility>

namespace sluice {

DemoRun::DemoRun(ui::MainWindow &window, ui::Bridge &bridge, QString directory)
    : m_window(window)
    , m_bridge(bridge)
    , m_directory(std::move(directory))
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this,
        [this] { end(tr("the demo was not over after %1 s").arg(patience.count())); });
    connect(&bridge, &ui::Bridge::burstChanged, this, &DemoRun::watch);
    connect(&window.shown().timeline(), &ui::TimelineModel::changed, this, &DemoRun::lookIfShown);
    connect(&bridge.reader(), &ui::SessionReader::exported, this, [this] { end({}); });
    connect(&bridge.reader(), &ui::SessionReader::exportFailed, this,
        [this](const QString &path, const QString &message) {
            end(tr("%1 was not written: %2").arg(path, message));
        });
}

void DemoRun::start()
{
    m_patience.start(patience);
    if (!QDir().mkpath(m_directory)) {
        end(tr("the directory %1 cannot be made").arg(m_directory));
        return;
    }
    if (!m_window.shown().id())
        picture("start-page.png");
    press("presetOverflow");
    press("fire");
    if (!m_bridge.isBurstRunning())
        end(tr("the burst was not fired"));
}

void DemoRun::press(const char *button)
{
    auto *found = m_window.findChild<QAbstractButton *>(QLatin1String(button));
    if (found && found->isEnabled())
        found->click();
}

void DemoRun::watch(const BurstProgress &progress)
{
    m_burst = progress;
    if (!m_runningPictured && 2 * progress.offered > progress.planned) {
        m_runningPictured = true;
        QMetaObject::invokeMethod(this, &DemoRun::pictureRunning, Qt::QueuedConnection);
    }
    lookIfShown();
}

void DemoRun::lookIfShown()
{
    const bool ended = m_burst.state == BurstProgress::State::Finished;
    if (ended && !m_endPictured
        && m_window.shown().timeline().events().eventCount() == m_burst.ledger.delivered) {
        m_endPictured = true;
        // At the next turn of the loop everybody has heard of what just came.
        QMetaObject::invokeMethod(this, &DemoRun::pictureEnd, Qt::QueuedConnection);
    }
}

void DemoRun::pictureRunning()
{
    picture("running-burst.png");
}

void DemoRun::pictureEnd()
{
    if (picture("screenshot.png"))
        wearAndPicture(ui::Theme::Light);
}

void DemoRun::wearAndPicture(ui::Theme theme)
{
    using Choice = ui::WindowSettings::ThemeChoice;
    m_window.setTheme(theme == ui::Theme::Light ? Choice::Light : Choice::Dark);
    // Widgets hear of a new palette by posted events: the picture comes after them.
    QMetaObject::invokeMethod(
        this,
        [this, theme] {
            if (!picture(theme == ui::Theme::Light ? "timeline-light.png" : "timeline-dark.png"))
                return;
            if (theme == ui::Theme::Light)
                wearAndPicture(ui::Theme::Dark);
            else
                exportSession();
        },
        Qt::QueuedConnection);
}

void DemoRun::exportSession()
{
    m_bridge.reader().exportSession(m_window.shown().id(), m_directory + QStringLiteral("/session.json"));
}

bool DemoRun::picture(const char *name)
{
    const QString path = m_directory + QLatin1Char('/') + QLatin1String(name);
    if (m_window.grab().save(path))
        return true;
    end(tr("%1 was not written").arg(path));
    return false;
}

void DemoRun::end(const QString &problem)
{
    if (std::exchange(m_over, true))
        return;
    m_patience.stop();
    Q_EMIT finished(problem);
}

} // namespace sluice
