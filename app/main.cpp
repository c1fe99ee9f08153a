// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/application.h"
#include "app/error_window.h"
#include "app/message_log.h"

#include <QApplication>
#include <QIcon>

#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <vector>

namespace {

constexpr int badUsage = 2;
constexpr int failed = 1;
constexpr int heldByAnother = 69;
constexpr int diskTrouble = 74;

int exitCodeFor(const sluice::Error &error)
{
    switch (error.kind) {
    case sluice::ErrorKind::Usage:
        return badUsage;
    case sluice::ErrorKind::Held:
        return heldByAnother;
    case sluice::ErrorKind::Io:
        return diskTrouble;
    default:
        return failed;
    }
}

int sayError(const sluice::Error &error)
{
    std::fprintf(stderr, "sluice: %s\n", error.message.c_str());
    return exitCodeFor(error);
}

/// Qt would abort without one; a platform that was asked for may need none.
bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") || !qEnvironmentVariableIsEmpty("DISPLAY")
        || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

int runWindow(int &argc, char **argv, const sluice::CommandLine &line)
{
    sluice::installMessageLog();
    QApplication::setApplicationName(QStringLiteral("sluice"));
    QApplication::setApplicationDisplayName(QStringLiteral("Sluice"));
    QApplication::setApplicationVersion(QStringLiteral(SLUICE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.sluice.Sluice"));
    QApplication qt(argc, argv);
    QIcon icon;
    for (const int size : {32, 64, 128, 256})
        icon.addFile(QStringLiteral(":/icons/sluice-%1.png").arg(size));
    QApplication::setWindowIcon(icon);

    auto application = sluice::Application::open(qt, line);
    if (application)
        return (*application)->run();
    const int code = sayError(application.error());
    if (!sluice::isSeen(STDERR_FILENO) && QApplication::platformName() != QLatin1String("offscreen"))
        sluice::showErrorWindow(application.error().message);
    return code;
}

} // namespace

int main(int argc, char **argv)
{
    ::umask(077); // what the window writes is for its user alone
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const auto line = sluice::CommandLine::parse(arguments);
    if (!line)
        return sayError(line.error());
    switch (line->wish) {
    case sluice::CommandLine::Wish::Help:
        std::fputs(sluice::helpText().c_str(), stdout);
        return 0;
    case sluice::CommandLine::Wish::Version:
        std::puts("sluice " SLUICE_VERSION);
        return 0;
    case sluice::CommandLine::Wish::Window:
        break;
    }
    if (!hasDisplay()) {
        std::fputs("sluice: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set); sluicectl "
                   "needs none\n",
            stderr);
        return failed;
    }
    return runWindow(argc, argv, *line);
}
