// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "app/bridges/window_bridges.h"
#include "app/engine/engine.h"
#include "ui/settings/window_settings.h"
#include "ui/window/main_window.h"

#include <QAbstractSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace sluice::ui {

/// The whole program but its main(): a real engine in a directory of its own, its collector on a free port,
/// and the real window, driven by its widgets.
class WindowBench
{
public:
    explicit WindowBench(EngineOptions options = withCollector())
    {
        if (options.dataDir.empty())
            options.dataDir = m_dir.filePath(QStringLiteral("data")).toStdString();
        options.program = "sluice";
        engine = Engine::open(options).value();
        settings = std::make_unique<WindowSettings>(m_dir.filePath(QStringLiteral("sluice.conf")));
        bridges = std::make_unique<WindowBridges>(*engine);
        bridge = &bridges->main;
        lab = &bridges->lab;
        window = std::make_unique<MainWindow>(doors(), *settings);
        window->refreshSources(QStringLiteral("none"));
        window->resize(1440, 900);
        window->show();
        bridges->start();
    }

    static EngineOptions withCollector()
    {
        EngineOptions options;
        options.listen = ListenAddress{"127.0.0.1", 0};
        return options;
    }

    WindowDoors doors() const
    {
        return {bridges->main, bridges->lab, bridges->watch, bridges->exchange, bridges->forward};
    }

    template <typename Object = QWidget>
    Object *find(const char *name) const
    {
        auto *found = window->findChild<Object *>(QLatin1String(name));
        if (!found)
            qFatal("the window has no %s", name);
        return found;
    }

    void click(const char *button) const { QTest::mouseClick(find(button), Qt::LeftButton); }

    /// Types a number into a field, as a person does.
    void type(const char *field, const QString &value) const
    {
        auto *spin = find<QAbstractSpinBox>(field);
        spin->setFocus();
        spin->selectAll();
        QTest::keyClicks(spin, value);
        QTest::keyClick(spin, Qt::Key_Tab);
    }

    QString dataDir() const { return QString::fromStdString(engine->dataDir().path.string()); }

private:
    QTemporaryDir m_dir; // first: it goes last

public:
    std::unique_ptr<Engine> engine;
    std::unique_ptr<WindowSettings> settings;
    std::unique_ptr<WindowBridges> bridges;
    Bridge *bridge = nullptr; ///< of bridges
    LabBridge *lab = nullptr; ///< of bridges
    std::unique_ptr<MainWindow> window;
};

} // namespace sluice::ui
