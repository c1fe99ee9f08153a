// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/command_palette.h"

#include "ui/theme/metrics.h"
#include "ui/window/command_match.h"

#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace sluice::ui {

namespace {

constexpr int widest = 80 * metrics::grid;
constexpr int shownRows = 12;
constexpr int detailRole = Qt::UserRole;

/// The text at the left, the detail pale at the right.
class EntryDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {10 * metrics::grid,
            std::max(option.fontMetrics.height() + metrics::grid, metrics::listRowHeight)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const override
    {
        QStyleOptionViewItem option = given;
        initStyleOption(&option, index);
        option.text.clear();
        const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
        style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);
        const QRect room = option.rect.adjusted(metrics::grid, 0, -metrics::grid, 0);
        const bool isChosen = (option.state & QStyle::State_Selected) != 0;
        const QString detail = index.data(detailRole).toString();
        const int detailWidth = option.fontMetrics.horizontalAdvance(detail);
        const QColor ink = option.palette.color(isChosen ? QPalette::HighlightedText : QPalette::Text);
        painter->setPen(isChosen ? ink : option.palette.color(QPalette::PlaceholderText));
        painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, detail);
        painter->setPen(ink);
        const QString text = index.data(Qt::DisplayRole).toString();
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
            option.fontMetrics.elidedText(
                text, Qt::ElideRight, room.width() - detailWidth - 2 * metrics::grid));
    }
};

} // namespace

CommandPalette::CommandPalette(QWidget *window)
    : QFrame(window)
    , m_edit(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_nothing(new QLabel(tr("No command and no session is called so."), this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Commands and sessions"));
    setFrameShape(QFrame::NoFrame);
    setAutoFillBackground(true);
    m_edit->setObjectName(QStringLiteral("paletteEdit"));
    m_edit->setAccessibleName(tr("Command or session"));
    m_edit->setPlaceholderText(tr("Some words of a command or of a session's name"));
    m_edit->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("What is meant"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setAlignment(Qt::AlignCenter);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::grid, metrics::grid, metrics::grid, metrics::grid);
    column->setSpacing(metrics::halfGrid);
    column->addWidget(m_edit);
    column->addWidget(m_list, 1);
    column->addWidget(m_nothing, 1);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::list);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
    window->installEventFilter(this);
    hide();
}

void CommandPalette::open(QList<PaletteEntry> entries)
{
    m_entries = std::move(entries);
    if (isHidden())
        m_before = QApplication::focusWidget();
    m_edit->clear();
    list();
    place();
    show();
    raise();
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::list()
{
    const QStringList words = commandWords(m_edit->text());
    QList<QPair<int, qsizetype>> meant;
    for (qsizetype place = 0; place < m_entries.size(); ++place) {
        const std::optional<int> rank = commandMatch(m_entries[place].text, words);
        if (rank && (!words.isEmpty() || !m_entries[place].isOnlyFound))
            meant.append({*rank, place});
    }
    std::stable_sort(
        meant.begin(), meant.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    m_list->clear();
    m_listed.clear();
    for (const auto &[rank, place] : meant.first(std::min<qsizetype>(meant.size(), mostListed))) {
        const PaletteEntry &entry = m_entries[place];
        auto *item = new QListWidgetItem(entry.text, m_list);
        item->setData(detailRole, entry.detail);
        item->setData(Qt::AccessibleTextRole,
            entry.detail.isEmpty() ? entry.text : QStringLiteral("%1, %2").arg(entry.text, entry.detail));
        m_listed << place;
    }
    m_list->setCurrentRow(0);
    m_list->setVisible(!m_listed.isEmpty());
    m_nothing->setVisible(m_listed.isEmpty());
}

/// In the upper third of the window, where it hides least of what is worked at.
void CommandPalette::place()
{
    const QWidget *window = parentWidget();
    const int width = std::min(widest, window->width() - 4 * metrics::grid);
    const int rows = shownRows * std::max(m_list->sizeHintForRow(0), 0) + 2 * m_list->frameWidth();
    const QMargins margins = layout()->contentsMargins();
    const int around = margins.top() + margins.bottom() + layout()->spacing() + m_edit->sizeHint().height();
    const int height = std::min(rows + around, window->height() - 8 * metrics::grid);
    setGeometry((window->width() - width) / 2, 4 * metrics::grid, width, height);
}

void CommandPalette::moveBy(int rows)
{
    if (m_listed.isEmpty())
        return;
    const int last = static_cast<int>(m_listed.size()) - 1;
    const int next = m_list->currentRow() + rows;
    // By one it goes round; by a page it stops at the end.
    const bool isStep = rows == 1 || rows == -1;
    m_list->setCurrentRow(isStep ? (next + last + 1) % (last + 1) : std::clamp(next, 0, last));
}

void CommandPalette::run()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_listed.size())
        return;
    const std::function<void()> chosen = m_entries[m_listed[row]].run;
    leave();
    chosen();
}

void CommandPalette::leave()
{
    if (isHidden())
        return;
    const bool hadFocus = m_edit->hasFocus();
    hide();
    if (hadFocus && m_before)
        m_before->setFocus(Qt::OtherFocusReason);
    m_entries.clear();
    m_listed.clear();
    m_list->clear();
}

bool CommandPalette::takesKey(int key)
{
    switch (key) {
    case Qt::Key_Down:
        moveBy(1);
        return true;
    case Qt::Key_Up:
        moveBy(-1);
        return true;
    case Qt::Key_PageDown:
        moveBy(shownRows);
        return true;
    case Qt::Key_PageUp:
        moveBy(-shownRows);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run();
        return true;
    case Qt::Key_Escape:
        leave();
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true; // there is nothing else to go to
    default:
        return false;
    }
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize && isVisible())
            place();
        return false;
    }
    if (watched != m_edit)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress)
        return takesKey(static_cast<QKeyEvent *>(event)->key());
    if (event->type() == QEvent::FocusOut) {
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason)
            leave();
    }
    return false;
}

/// An edge that can be told from what lies behind, in the dark too.
void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void CommandPalette::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange && isVisible())
        place();
}

} // namespace sluice::ui
