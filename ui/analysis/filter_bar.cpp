// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/analysis/filter_bar.h"

#include "ui/analysis/marks.h"
#include "ui/analysis/offer_list.h"
#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/theme/metrics.h"
#include "ui/theme/severity_colours.h"

#include <QAction>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <chrono>

namespace sluice::ui {

namespace {

constexpr std::chrono::milliseconds pauseOfTyping{150};
constexpr int placeRole = Qt::UserRole; ///< byte where an offer goes
constexpr int lengthRole = Qt::UserRole + 1;
constexpr int wholeRole = Qt::UserRole + 2;
constexpr int textRole = Qt::UserRole + 3;
constexpr double groundStrength = 0.14; ///< how much of the state's colour is in the field's ground

QColor mixed(const QColor &ground, const QColor &colour)
{
    const auto part = [](int a, int b) { return static_cast<int>(a + (b - a) * groundStrength); };
    return {part(ground.red(), colour.red()), part(ground.green(), colour.green()),
        part(ground.blue(), colour.blue())};
}

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_line(new QLabel(this))
    , m_mark(m_edit->addAction(markIcon(Mark::Funnel, palette()), QLineEdit::LeadingPosition))
    , m_offers(new OfferList(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::halfGrid);
    layout->addWidget(m_edit);
    layout->addWidget(m_line);
    setFocusProxy(m_edit);
    m_edit->setObjectName(QStringLiteral("filterEdit"));
    m_edit->setAccessibleName(tr("Filter"));
    m_edit->setPlaceholderText(tr("type:llm error dur>2s agent:writer …"));
    m_edit->setClearButtonEnabled(true);
    m_edit->installEventFilter(this);
    m_line->setObjectName(QStringLiteral("filterLine"));
    m_line->setTextFormat(Qt::PlainText);
    m_line->setWordWrap(true);

    m_offers->setObjectName(QStringLiteral("filterOffers"));
    m_offers->setAccessibleName(tr("What may stand here"));
    connect(m_offers, &OfferList::taken, this, &FilterBar::take);
    connect(m_offers, &QListWidget::currentRowChanged, this, &FilterBar::sayOffer);

    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseOfTyping);
    connect(&m_pause, &QTimer::timeout, this, &FilterBar::apply);
    connect(m_edit, &QLineEdit::textChanged, this, &FilterBar::readText);
    connect(m_edit, &QLineEdit::textEdited, this, &FilterBar::offer);
    connect(m_edit, &QLineEdit::returnPressed, this, [this] {
        finish();
        if (m_problem.isEmpty())
            Q_EMIT left();
    });
    sayState();
}

QString FilterBar::text() const
{
    return m_edit->text();
}

void FilterBar::setText(const QString &text)
{
    m_edit->setText(text);
    m_offers->hide();
    finish();
}

void FilterBar::addTerm(const QString &term, bool isOpposite)
{
    const QString before = text().trimmed();
    const QString added = isOpposite ? QLatin1Char('-') + term : term;
    // What is no filter cannot be added to.
    setText(before.isEmpty() || !m_problem.isEmpty() ? added : before + QLatin1Char(' ') + added);
}

void FilterBar::setResult(const QString &result)
{
    m_result = result;
    sayState();
}

void FilterBar::setHistory(const QStringList &history)
{
    m_history = history.mid(0, longestHistory);
}

void FilterBar::readText()
{
    m_typed = parseFilter(fromQt(text()));
    m_problem = m_typed.problem
        ? tr("Column %1: %2").arg(m_typed.problem->column).arg(toQt(m_typed.problem->message))
        : QString();
    setLook(m_typed.problem ? Look::Bad : text().trimmed().isEmpty() ? Look::Empty : Look::Good);
    sayState();
    if (m_typed.problem)
        m_pause.stop();
    else
        m_pause.start();
}

/// What is typed comes into force, if it is a filter.
void FilterBar::apply()
{
    m_pause.stop();
    if (m_typed.problem)
        return;
    m_applied = text();
    if (m_typed.root == m_filter.root)
        return;
    m_filter = m_typed;
    Q_EMIT filterChanged(m_applied, m_filter.root);
}

void FilterBar::finish()
{
    apply();
    remember();
}

void FilterBar::remember()
{
    const QString filter = text().trimmed();
    if (filter.isEmpty() || !m_problem.isEmpty() || (!m_history.isEmpty() && m_history.front() == filter))
        return;
    m_history.removeAll(filter);
    m_history.prepend(filter);
    m_history = m_history.mid(0, longestHistory);
    Q_EMIT historyChanged(m_history);
}

void FilterBar::offer()
{
    const std::string typed = fromQt(text());
    const std::string front = fromQt(text().left(m_edit->cursorPosition()));
    const FilterCompletion completion = completeFilter(typed, front.size(), m_vocabulary);
    m_isHistory = false;
    m_offers->clear();
    for (const FilterCandidate &candidate : completion.candidates) {
        const QString value = toQt(candidate.text);
        const QString meaning = toQt(candidate.meaning);
        auto *item
            = new QListWidgetItem(meaning.isEmpty() ? value : tr("%1    %2").arg(value, meaning), m_offers);
        item->setData(placeRole, static_cast<qulonglong>(completion.replaced.at));
        item->setData(lengthRole, static_cast<qulonglong>(completion.replaced.length));
        item->setData(wholeRole, candidate.isWhole);
        item->setData(textRole, value);
    }
    showOffers();
}

void FilterBar::offerHistory()
{
    m_isHistory = true;
    m_offers->clear();
    for (const QString &filter : m_history) {
        auto *item = new QListWidgetItem(filter, m_offers);
        item->setData(textRole, filter);
    }
    showOffers();
}

void FilterBar::showOffers()
{
    if (m_edit->hasFocus())
        m_offers->showItems();
    else
        m_offers->hide();
}

void FilterBar::sayOffer()
{
    if (const QListWidgetItem *item = m_offers->currentItem())
        m_edit->setAccessibleDescription(tr("Offered: %1").arg(item->text()));
}

void FilterBar::take(const QListWidgetItem *offer)
{
    const QString value = offer->data(textRole).toString();
    if (m_isHistory)
        return setText(value);
    const std::string typed = fromQt(text());
    const std::size_t at = offer->data(placeRole).toULongLong();
    const std::size_t length = offer->data(lengthRole).toULongLong();
    QString front = toQt(std::string_view(typed).substr(0, at)) + value;
    const QString rest = toQt(std::string_view(typed).substr(at + length));
    const bool isWhole = offer->data(wholeRole).toBool();
    if (isWhole && !rest.startsWith(QLatin1Char(' ')))
        front += QLatin1Char(' ');
    m_edit->setText(front + rest);
    m_edit->setCursorPosition(static_cast<int>(front.size()));
    if (!isWhole)
        this->offer(); // its values
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (handleKey(key->key(), key->modifiers()))
            return true;
    }
    if (watched == m_edit && event->type() == QEvent::FocusOut) {
        m_offers->hide();
        finish();
    }
    return QWidget::eventFilter(watched, event);
}

bool FilterBar::handleKey(int key, Qt::KeyboardModifiers modifiers)
{
    if (m_offers->handleKey(key))
        return true;
    if (key == Qt::Key_Escape && !text().isEmpty()) {
        remember();
        setText({});
        return true;
    }
    if (key == Qt::Key_Space && modifiers == Qt::ControlModifier) {
        offer();
        return true;
    }
    if (key == Qt::Key_Down && (modifiers == Qt::AltModifier || text().isEmpty())) {
        offerHistory();
        return true;
    }
    return false;
}

void FilterBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        setLook(m_look);
}

void FilterBar::setLook(Look look)
{
    m_look = look;
    const QPalette &own = palette();
    const Severity severity = look == Look::Bad ? Severity::Critical : Severity::Ok;
    const QColor base = own.color(QPalette::Base);
    QPalette colours = m_edit->palette();
    colours.setColor(QPalette::Base, look == Look::Empty ? base : mixed(base, severityFill(severity, own)));
    m_edit->setPalette(colours);
    QPalette words = m_line->palette();
    words.setColor(QPalette::WindowText,
        look == Look::Bad ? severityText(severity, own) : own.color(QPalette::PlaceholderText));
    m_line->setPalette(words);
    m_mark->setIcon(markIcon(look == Look::Bad ? Mark::Cross
            : look == Look::Good               ? Mark::Tick
                                               : Mark::Funnel,
        own));
}

void FilterBar::sayState()
{
    const QString line = m_problem.isEmpty() ? m_result : m_problem;
    m_line->setText(line);
    m_line->setVisible(!line.isEmpty());
    const QString state = m_look == Look::Bad ? tr("Not a filter. %1").arg(m_problem)
        : m_look == Look::Good                ? tr("A filter. %1").arg(m_result)
                                              : tr("No filter. %1").arg(m_result);
    m_edit->setAccessibleDescription(state);
    m_mark->setToolTip(plainToolTip(state));
    m_edit->setToolTip(plainToolTip(m_problem.isEmpty()
            ? tr("Terms beside each other must all hold; | is “or”, - is “not”, brackets group.\n"
                 "Ctrl+Space offers what may stand here, Alt+Down the filters used before, Esc clears.")
            : m_problem));
}

} // namespace sluice::ui
