// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QAbstractButton>
#include <QString>

namespace sluice::ui {

/// A figure with its name above and a remark below; pressing it leads to what it counts. thread: GUI.
class FigureButton final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit FigureButton(const QString &title, QWidget *parent = nullptr);

    /// `meaning` is how it is counted. Disabled when there is nothing to lead to.
    void showFigure(const QString &value, const QString &remark, const QString &meaning, bool leadsSomewhere);

    const QString &value() const { return m_value; }
    const QString &remark() const { return m_remark; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont valueFont() const;

    QString m_value;
    QString m_remark;
};

} // namespace sluice::ui
