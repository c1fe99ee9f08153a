// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

class QLabel;
class QSpinBox;

namespace sluice::ui {

class MessageBanner;

/// Says that the collector cannot listen, and why, and offers to try again, to take any free port or to
/// listen on a given one. When another Sluice has the port it says what that means. It chooses nothing by
/// itself: agents send to where they were told to.
class PortBanner final : public QWidget
{
    Q_OBJECT
public:
    explicit PortBanner(QWidget *parent = nullptr);

    /// `port` is the one that is taken; the next one is proposed. Looks who has it (holderOfPort()).
    void showProblem(const QString &message, quint16 port);
    void dismiss();

Q_SIGNALS:
    void retryAsked();
    void portAsked(quint16 port); ///< 0: any free one

private:
    MessageBanner *m_banner;
    QWidget *m_other;
    QSpinBox *m_port;
    QLabel *m_note;
};

/// What it means that this program has the port: a sentence or more when it is a Sluice, by the name that
/// holderOfPort() gives; else empty.
QString portHolderNote(const QString &holder);

} // namespace sluice::ui
