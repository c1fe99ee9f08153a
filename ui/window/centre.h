// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QWidget>

#include <map>

class QStackedWidget;

namespace sluice::ui {

/// The middle of the window: one page at a time, and above it the lines that say what is the matter. Knows
/// nothing of what its pages show. thread: GUI.
class Centre final : public QWidget
{
    Q_OBJECT
public:
    /// Those behind Timeline want the whole window.
    enum class Page { Start, Timeline, Lab, Overview, Search, Compare, Connect };

    explicit Centre(QWidget *parent);

    /// Becomes the centre's child. One widget a page.
    void add(Page page, QWidget *widget);

    /// Lines across the top, from above; each hides itself when there is nothing to say.
    void addLines(const QList<QWidget *> &lines);

    void showPage(Page page);
    Page shown() const { return m_shown; }

Q_SIGNALS:
    /// Another page than before is shown.
    void changed(sluice::ui::Centre::Page page);

private:
    QStackedWidget *m_stack;
    std::map<Page, QWidget *> m_pages;
    Page m_shown = Page::Start;
    int m_lines = 0;
};

} // namespace sluice::ui
