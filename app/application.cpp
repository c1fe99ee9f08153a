// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/application.h"

#include "app/demo_run.h"
#include "app/engine/access_file.h"
#include "app/engine/api_key_file.h"
#include "ui/bridge/convert.h"

#include <QApplication>
#include <QWindow>

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace sluice {

namespace {

constexpr int demoFailed = 1;
constexpr int held = 69;
constexpr int signalBase = 128;

} // namespace

Result<std::unique_ptr<Application>> Application::open(QApplication &qt, const CommandLine &line)
{
    Result<ApiKey> key = apiKeyFrom(line.apiKeyFile);
    if (!key)
        return key.error();
    EngineOptions options;
    options.program = "sluice";
    options.dataDir = line.dataDir;
    if (!line.noCollector)
        options.listen = line.listen;
    options.endpoint = line.endpoint;
    options.apiKey = *key;
    options.allowedHosts = line.allowedHosts;
    options.allowedOrigins = line.allowedOrigins;
    if (line.tokenFile) {
        const Result<std::string> token = accessTokenFrom(*line.tokenFile);
        if (!token)
            return token.error();
        options.accessToken = *token;
    }
    Result<std::unique_ptr<Engine>> engine = Engine::open(std::move(options));
    if (!engine)
        return engine.error();
    return std::unique_ptr<Application>(new Application(qt, line, std::move(*engine)));
}

Application::Application(QApplication &qt, CommandLine line, std::unique_ptr<Engine> engine)
    : m_qt(qt)
    , m_line(std::move(line))
    , m_engine(std::move(engine))
    , m_bridges(*m_engine)
    , m_window(std::make_unique<ui::MainWindow>(ui::WindowDoors{m_bridges.main, m_bridges.lab,
                                                    m_bridges.watch, m_bridges.exchange, m_bridges.forward},
          m_settings))
{
    connect(&m_signals, &SignalWatch::caught, this, &Application::quitBySignal);
    connect(m_window.get(), &ui::MainWindow::listenAsked, this, &Application::listen);
    if (m_engine->isViewer())
        return;
    m_raise = std::make_unique<RaiseServer>(ui::toQt(m_engine->dataDir().path.string()));
    connect(m_raise.get(), &RaiseServer::called, m_window.get(), &ui::MainWindow::comeToFront);
}

Application::~Application() = default;

int Application::run()
{
    if (!m_line.theme.empty())
        m_window->setTheme(m_line.theme == "dark" ? ui::WindowSettings::ThemeChoice::Dark
                                                  : ui::WindowSettings::ThemeChoice::Light);
    m_window->show();
    sayState();
    openFiles();
    m_bridges.start();
    if (m_engine->isViewer())
        m_window->windowHandle()->installEventFilter(this);
    if (!m_line.demoOut.empty())
        QMetaObject::invokeMethod(this, &Application::startDemo, Qt::QueuedConnection);
    return QApplication::exec();
}

/// The desktop puts a new window before all others: the first one is called when this one is there.
bool Application::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Expose && m_window->windowHandle()->isExposed()) {
        watched->removeEventFilter(this);
        callFirstWindow(ui::toQt(m_engine->dataDir().path.string()));
    }
    return QObject::eventFilter(watched, event);
}

void Application::sayState()
{
    m_window->refreshSources(whyNoCollector());
    if (m_engine->isViewer()) {
        const LockHolder holder = m_engine->holder().value_or(LockHolder{});
        m_window->showNotice(tr("%1 (process %2) holds %3. This window looks on and keeps nothing itself.")
                                 .arg(ui::toQt(holder.program), QString::number(holder.pid),
                                     ui::toQt(m_engine->dataDir().path.string())));
    }
    if (m_engine->collectorError())
        m_window->showCollectorProblem(ui::toQt(m_engine->collectorError()->message), m_line.listen.port);
}

void Application::openFiles()
{
    if (m_line.files.empty())
        return;
    QStringList names;
    for (const std::string &file : m_line.files)
        names << ui::toQt(file);
    m_window->openFiles(names);
}

QString Application::whyNoCollector() const
{
    if (m_engine->collectorError())
        return ui::toQt(m_engine->collectorError()->message);
    if (m_engine->isViewer() && m_engine->holder() && !m_engine->holder()->collector.empty())
        return tr("Agents send to the Sluice that holds the data directory, at %1.")
            .arg(ui::toQt(m_engine->holder()->collector));
    return tr("No collector runs in this window.");
}

void Application::listen(quint16 port)
{
    ListenAddress address = m_line.listen;
    address.port = port;
    const Result<void> started = m_bridges.listen(address);
    m_window->refreshSources(whyNoCollector());
    if (!started)
        m_window->showCollectorProblem(ui::toQt(started.error().message), port);
}

void Application::startDemo()
{
    if (!m_engine->recorder()) {
        const auto &why = m_engine->collectorError() ? m_engine->collectorError() : m_engine->recorderError();
        std::fprintf(stderr, "sluice: the demo cannot run: %s\n", why ? why->message.c_str() : "");
        QApplication::exit(held);
        return;
    }
    m_demo = std::make_unique<DemoRun>(*m_window, m_bridges.main, ui::toQt(m_line.demoOut));
    connect(m_demo.get(), &DemoRun::finished, this, &Application::endDemo);
    m_demo->start();
}

void Application::endDemo(const QString &problem)
{
    if (problem.isEmpty())
        std::printf("%s/screenshot.png\n%s/session.json\n", m_line.demoOut.c_str(), m_line.demoOut.c_str());
    else
        std::fprintf(stderr, "sluice: %s\n", qPrintable(problem));
    std::fflush(stdout);
    QApplication::exit(problem.isEmpty() ? EXIT_SUCCESS : demoFailed);
}

void Application::quitBySignal(int number)
{
    m_window->close();
    QApplication::exit(signalBase + number);
}

} // namespace sluice
