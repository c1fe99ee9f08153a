// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/signal_watch.h"

#include <QSocketNotifier>

#include <sys/socket.h>
#include <unistd.h>

#include <cassert>
#include <csignal>

namespace sluice {

namespace {

/// [0] is written by the handler, [1] read by the notifier. Static: a handler has no other way to them.
int sockets[2] = {-1, -1};

void onSignal(int number)
{
    const char byte = static_cast<char>(number);
    // A full socket means that the end is known already.
    [[maybe_unused]] const ssize_t written = ::write(sockets[0], &byte, 1);
}

void listenTo(int number, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(number, &action, nullptr);
}

} // namespace

SignalWatch::SignalWatch(QObject *parent)
    : QObject(parent)
{
    const int made = ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, sockets);
    assert(made == 0 && "a process has two descriptors left when it starts");
    Q_UNUSED(made)
    m_notifier = new QSocketNotifier(sockets[1], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &SignalWatch::read);
    listenTo(SIGINT, onSignal);
    listenTo(SIGTERM, onSignal);
}

SignalWatch::~SignalWatch()
{
    listenTo(SIGINT, SIG_DFL);
    listenTo(SIGTERM, SIG_DFL);
    m_notifier->setEnabled(false);
    for (int &socket : sockets) {
        ::close(socket);
        socket = -1;
    }
}

void SignalWatch::read()
{
    char byte = 0;
    if (::read(sockets[1], &byte, 1) == 1)
        Q_EMIT caught(byte);
}

} // namespace sluice
