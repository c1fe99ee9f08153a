// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/forward_dialog.h"

#include "ui/bridge/convert.h"
#include "ui/models/endpoint_text.h"
#include "ui/models/format.h"
#include "ui/models/forward_text.h"
#include "ui/models/visible_text.h"
#include "ui/queue/balance_line.h"
#include "ui/settings/forward_settings.h"
#include "ui/theme/metrics.h"
#include "ui/theme/severity_colours.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIdentityProxyModel>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QTableWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace sluice::ui {

namespace {

using Phase = ForwardBridge::Phase;

enum SessionColumn { Name, State, Delivered, OnTheWay, Waiting, SessionColumns };

constexpr QSize firstSize{920, 600};
constexpr QSize leastSize{640, 480};
constexpr int termWidth = 104;
constexpr int countWidth = 88;
constexpr int termsShare = 3; ///< of the width, to 4 of the sessions
constexpr int sessionsShare = 4;
constexpr qsizetype mostWords = 300;

QLabel *plainLabel(const char *name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

void makeQuiet(QTableView &table)
{
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setTabKeyNavigation(false);
    table.setShowGrid(false);
    table.setAlternatingRowColors(true);
    table.setWordWrap(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(metrics::listRowHeight);
    table.horizontalHeader()->setHighlightSections(false);
}

/// What the recorder calls recorded was given to it out of the store.
class HandedOver final : public QIdentityProxyModel
{
public:
    HandedOver(LedgerModel &ledger, QObject *parent)
        : QIdentityProxyModel(parent)
    {
        setSourceModel(&ledger);
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        const bool isMeaning = role == Qt::ToolTipRole || index.column() == LedgerModel::Meaning;
        const bool isText = role == Qt::DisplayRole || role == Qt::ToolTipRole;
        if (LedgerModel::termAt(index.row()) != LedgerTerm::Recorded || !isText)
            return QIdentityProxyModel::data(index, role);
        if (isMeaning)
            return ForwardDialog::tr(
                "events read from the store for this endpoint since the program started");
        return index.column() == LedgerModel::Term ? ForwardDialog::tr("handed over")
                                                   : QIdentityProxyModel::data(index, role);
    }
};

ForwardWire wireAt(int index)
{
    return index == 0 ? ForwardWire::AgentOps : ForwardWire::Otlp;
}

} // namespace

ForwardDialog::ForwardDialog(ForwardBridge &bridge, ForwardSettings &settings, QWidget *parent)
    : QDialog(parent)
    , m_bridge(bridge)
    , m_settings(settings)
{
    setObjectName(QStringLiteral("forwardDialog"));
    setWindowTitle(tr("Send on to another endpoint"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *meaning = plainLabel("forwardMeaning", this);
    meaning->setText(
        tr("Each received session also goes on to another endpoint while it runs, through a queue, a "
           "spool and a ledger of its own. What cannot go yet waits in the store; it goes when the "
           "endpoint takes it, after a restart too."));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(metrics::grid);
    layout->addWidget(meaning);
    layout->addWidget(buildChoice());
    layout->addWidget(buildState(), 1);
    layout->addWidget(buttons);
    connect(&m_bridge, &ForwardBridge::phaseChanged, this, &ForwardDialog::showPhase);
    connect(&m_bridge, &ForwardBridge::stateChanged, this, &ForwardDialog::showState);
    connect(&m_bridge, &ForwardBridge::tested, this, &ForwardDialog::showTest);
    setMinimumSize(leastSize);
    resize(firstSize);
    showPhase(m_bridge.phase(), m_bridge.whyNot());
    showChoice();
    if (m_bridge.isTesting())
        m_test->setText(tr("S&top"));
    m_bridge.tick();
    m_endpoint->setFocus();
}

QWidget *ForwardDialog::buildChoice()
{
    auto *part = new QWidget(this);
    m_endpoint = new QLineEdit(m_settings.endpoint(), part);
    m_endpoint->setObjectName(QStringLiteral("forwardEndpoint"));
    m_endpoint->setPlaceholderText(QStringLiteral("http://127.0.0.1:4320"));
    m_wire = new QComboBox(part);
    m_wire->setObjectName(QStringLiteral("forwardWire"));
    m_wire->addItems({tr("AgentOps v2"), tr("OTLP/HTTP")});
    m_wire->setCurrentIndex(m_settings.wire() == QLatin1String("otlp") ? 1 : 0);
    m_key = new QLineEdit(part);
    m_key->setObjectName(QStringLiteral("forwardKey"));
    m_key->setEchoMode(QLineEdit::Password);
    m_forget = new QPushButton(tr("&Forget the key"), part);
    m_forget->setObjectName(QStringLiteral("forwardForget"));
    m_note = plainLabel("forwardNote", part);
    m_test = new QPushButton(part);
    m_test->setObjectName(QStringLiteral("forwardTest"));
    m_test->setText(tr("&Test"));
    m_switch = new QPushButton(part);
    m_switch->setObjectName(QStringLiteral("forwardSwitch"));
    m_switch->setText(tr("&Switch on"));
    m_switch->setDefault(true);
    m_said = plainLabel("forwardSaid", part);

    auto *keyRow = new QHBoxLayout;
    keyRow->addWidget(m_key, 1);
    keyRow->addWidget(m_forget);
    auto *buttonRow = new QHBoxLayout;
    buttonRow->addWidget(m_switch);
    buttonRow->addWidget(m_test);
    buttonRow->addWidget(m_said, 1);
    auto *form = new QFormLayout(part);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("&Endpoint"), m_endpoint);
    form->addRow(tr("&Wire"), m_wire);
    auto *keyLabel = new QLabel(tr("&Key"), part);
    keyLabel->setBuddy(m_key);
    form->addRow(keyLabel, keyRow);
    form->addRow(QString(), m_note);
    form->addRow(QString(), buttonRow);

    connect(m_endpoint, &QLineEdit::textChanged, this, &ForwardDialog::showChoice);
    connect(m_wire, &QComboBox::currentIndexChanged, this, &ForwardDialog::showChoice);
    connect(m_switch, &QPushButton::clicked, this, &ForwardDialog::switchIt);
    connect(m_test, &QPushButton::clicked, this, &ForwardDialog::testIt);
    connect(m_forget, &QPushButton::clicked, this, [this] {
        if (m_bridge.forgetKey(choice()))
            say(tr("The key is gone."), true);
        showChoice();
    });
    return part;
}

QWidget *ForwardDialog::buildState()
{
    auto *part = new QWidget(this);
    m_phase = plainLabel("forwardPhase", part);
    QFont bold = m_phase->font();
    bold.setBold(true);
    m_phase->setFont(bold);
    m_balance = new BalanceLine(tr("Handed over"), part);
    m_balance->setObjectName(QStringLiteral("forwardBalance"));
    m_waiting = plainLabel("forwardWaiting", part);
    m_waiting->setToolTip(plainToolTip(forwardWaitingMeaning()));
    m_trouble = plainLabel("forwardTrouble", part);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, metrics::grid, 0, 0);
    layout->setSpacing(metrics::halfGrid);
    layout->addWidget(m_phase);
    layout->addWidget(m_trouble);
    layout->addWidget(m_balance);
    layout->addWidget(m_waiting);
    layout->addSpacing(metrics::halfGrid);
    layout->addWidget(buildTables(), 1);
    return part;
}

QWidget *ForwardDialog::buildTables()
{
    buildTerms();
    buildSessions();
    auto *splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_terms);
    splitter->addWidget(m_sessions);
    splitter->setStretchFactor(0, termsShare);
    splitter->setStretchFactor(1, sessionsShare);
    return splitter;
}

void ForwardDialog::buildTerms()
{
    m_terms = new QTableView(this);
    m_terms->setObjectName(QStringLiteral("forwardTerms"));
    m_terms->setAccessibleName(tr("Ledger of what was handed over"));
    m_terms->setModel(new HandedOver(m_ledger, this));
    makeQuiet(*m_terms);
    m_terms->hideColumn(LedgerModel::Session);
    m_terms->setColumnWidth(LedgerModel::Term, termWidth);
    m_terms->setColumnWidth(LedgerModel::All, countWidth);
    m_terms->horizontalHeader()->setStretchLastSection(true);
}

void ForwardDialog::buildSessions()
{
    m_sessions = new QTableWidget(0, SessionColumns, this);
    m_sessions->setObjectName(QStringLiteral("forwardSessions"));
    m_sessions->setAccessibleName(tr("Sessions under way"));
    m_sessions->setHorizontalHeaderLabels(
        {tr("Session under way"), tr("State"), tr("Delivered"), tr("On the way"), tr("Waiting")});
    makeQuiet(*m_sessions);
    m_sessions->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_sessions->horizontalHeader()->setSectionResizeMode(Name, QHeaderView::Stretch);
    for (const int column : {State, Delivered, OnTheWay, Waiting}) {
        m_sessions->setColumnWidth(column, countWidth);
        if (column != State)
            m_sessions->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    const QString onTheWay = tr("Events in the queue, in flight, in doubt or in the spool");
    m_sessions->horizontalHeaderItem(Delivered)->setToolTip(
        tr("Events of this session that were delivered since it was taken up last"));
    m_sessions->horizontalHeaderItem(OnTheWay)->setToolTip(onTheWay);
    m_sessions->horizontalHeaderItem(Waiting)->setToolTip(
        tr("Events in the store that were not handed over"));
}

ForwardChoice ForwardDialog::choice() const
{
    return {m_endpoint->text(), wireAt(m_wire->currentIndex()), m_key->text()};
}

void ForwardDialog::showChoice()
{
    const ForwardChoice now = choice();
    const bool isOtlp = now.wire == ForwardWire::Otlp;
    const bool isKept = m_bridge.isKeyKept(now);
    m_key->setPlaceholderText(isKept ? tr("kept; type another to replace it")
            : isOtlp                 ? tr("none, a token, or a header as \"Name: value\"")
                                     : tr("a UUID; none is needed on this machine"));
    m_key->setToolTip(tr("Kept in a file that only you can read, never in the settings, a log or an export"));
    m_forget->setEnabled(isKept);
    const QString host = QUrl(now.endpoint.trimmed()).host();
    m_note->setText(host.isEmpty() || isLoopbackUrl(now.endpoint.trimmed())
            ? tr("Known secrets are masked, as they are in the store.")
            : tr(
                "Prompts, answers and all else that agents send leave this machine for %1. Known secrets are "
                "masked, as they are in the store.")
                  .arg(visibleText(host)));
}

void ForwardDialog::switchIt()
{
    if (m_bridge.phase() == Phase::On) {
        m_settings.setOn(false);
        m_bridge.switchOff();
        return;
    }
    const ForwardChoice wanted = choice();
    m_settings.setTarget(wanted.endpoint.trimmed(), toQt(wireName(wanted.wire)));
    m_said->clear();
    m_bridge.switchOn(wanted, ForwardOptions::Since::Now);
}

void ForwardDialog::testIt()
{
    if (m_bridge.isTesting()) {
        m_bridge.cancelTest();
        return;
    }
    say(tr("Asking…"), true);
    m_test->setText(tr("S&top"));
    m_bridge.test(choice());
}

void ForwardDialog::showTest(bool isGood, const QString &words)
{
    m_test->setText(tr("&Test"));
    say((isGood ? QStringLiteral("✓ ") : QStringLiteral("✗ ")) + words, isGood);
}

void ForwardDialog::showPhase(Phase phase, const QString &problem)
{
    const bool isOn = phase == Phase::On;
    const bool isPossible = m_bridge.whyNot().isEmpty();
    for (QWidget *field :
        {static_cast<QWidget *>(m_endpoint), static_cast<QWidget *>(m_wire), static_cast<QWidget *>(m_key)})
        field->setEnabled(phase == Phase::Off && isPossible);
    m_switch->setEnabled(phase != Phase::Switching && isPossible);
    m_switch->setText(isOn ? tr("&Switch off") : tr("&Switch on"));
    m_test->setEnabled(isPossible);
    m_phase->setText(isOn               ? tr("On")
            : phase == Phase::Switching ? tr("Switching…")
                                        : tr("Off. What is received now does not go on."));
    if (isOn) {
        m_settings.setOn(true);
        m_key->clear();
        showChoice();
    } else {
        m_ledger.showAll(std::nullopt);
        m_balance->showLedger(std::nullopt, tr("nothing is handed over"));
        m_waiting->clear();
        m_trouble->clear();
        m_sessions->setRowCount(0);
    }
    m_trouble->setVisible(false);
    m_waiting->setVisible(isOn);
    if (!problem.isEmpty())
        say(problem, false);
}

void ForwardDialog::showState(const ForwardState &state)
{
    m_phase->setText(tr("On: received sessions go on to %1 (%2)")
                         .arg(visibleText(toQt(state.endpoint)),
                             state.wire == ForwardWire::Otlp ? tr("OTLP/HTTP") : tr("AgentOps v2")));
    m_ledger.showAll(state.ledger);
    m_balance->showLedger(state.ledger, {});
    m_waiting->setText(forwardWaitingText(state));
    const ForwardTrouble trouble = forwardTrouble(state);
    m_trouble->setVisible(trouble.alarm != Alarm::None);
    const QString text = trouble.alarm == Alarm::None ? QString() : QStringLiteral("⚠ ") + trouble.text;
    if (text != m_trouble->text()) {
        m_trouble->setText(text);
        colour();
    }
    showSessions(state);
}

void ForwardDialog::showSessions(const ForwardState &state)
{
    m_sessions->setRowCount(static_cast<int>(state.live.size()));
    for (int row = 0; row < m_sessions->rowCount(); ++row) {
        const ForwardedState &session = state.live[static_cast<std::size_t>(row)];
        const QString texts[] = {oneLine(visibleText(toQt(session.name)), mostWords),
            session.hasEnded ? tr("ended") : tr("running"), numberText(session.ledger.delivered),
            numberText(session.ledger.undecided() + session.ledger.spooled), numberText(session.waiting)};
        for (int column = 0; column < SessionColumns; ++column) {
            if (!m_sessions->item(row, column)) {
                auto *item = new QTableWidgetItem;
                item->setTextAlignment(
                    (column >= Delivered ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
                m_sessions->setItem(row, column, item);
            }
            m_sessions->item(row, column)->setText(texts[column]);
        }
    }
}

void ForwardDialog::say(const QString &words, bool isGood)
{
    m_isGood = isGood;
    m_said->setText(oneLine(visibleText(words), mostWords));
    colour();
}

void ForwardDialog::colour()
{
    const auto dye = [this](QLabel &label, Severity severity) {
        QPalette dyed = palette();
        dyed.setColor(QPalette::WindowText, severityText(severity, palette()));
        label.setPalette(dyed);
    };
    dye(*m_said, m_isGood ? Severity::Ok : Severity::Critical);
    dye(*m_trouble, Severity::Warning);
}

void ForwardDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

} // namespace sluice::ui
