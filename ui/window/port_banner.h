// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

class QSpinBox;

namespace sluice::ui {

class MessageBanner;

/// Says that the collector cannot listen, and why, and offers to try again or to listen on another port. It
/// chooses nothing by itself: agents send to where they were told to.
class PortBanner final : public QWidget
{
    Q_OBJECT
public:
    explicit PortBanner(QWidget *parent = nullptr);

    /// `port` is the one that is taken; the next one is proposed.
    void showProblem(const QString &message, quint16 port);
    void dismiss();

Q_SIGNALS:
    void retryAsked();
    void portAsked(quint16 port);

private:
    MessageBanner *m_banner;
    QWidget *m_other;
    QSpinBox *m_port;
};

} // namespace sluice::ui
