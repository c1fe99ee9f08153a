// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/theme/colour_vision.h"
#include "ui/theme/contrast.h"
#include "ui/theme/event_palette.h"
#include "ui/theme/severity_colours.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>
#include <QTest>
#include <QWidget>

#include <algorithm>
#include <initializer_list>
#include <map>

using namespace sluice;
using namespace sluice::test;
using namespace sluice::ui;

namespace {

constexpr std::array allOutcomes = {FlushOutcome::Sending, FlushOutcome::Delivered, FlushOutcome::Retrying,
    FlushOutcome::InDoubt, FlushOutcome::Refused, FlushOutcome::Split, FlushOutcome::Abandoned};

double leastDistance(Vision vision, const std::vector<QColor> &colours)
{
    double least = 1e9;
    for (std::size_t i = 0; i < colours.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            least = std::min(least, distanceFor(vision, colours[i], colours[j]));
    }
    return least;
}

std::vector<QColor> fillsOf(const EventPalette &palette, std::initializer_list<EventType> types)
{
    std::vector<QColor> fills;
    for (const EventType type : types)
        fills.push_back(palette.event(type).fill);
    return fills;
}

/// For QVERIFY2, which shows it at once.
const char *text(double number)
{
    static QByteArray kept;
    kept = QByteArray::number(number, 'f', 2);
    return kept.constData();
}

/// Paints one bar, and counts how often it was told of other colours.
class Bar final : public QWidget
{
public:
    int told = 0;

protected:
    void changeEvent(QEvent *event) override
    {
        told += event->type() == QEvent::PaletteChange ? 1 : 0;
        QWidget::changeEvent(event);
    }
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).fillRect(rect(), EventPalette::of(themeOf(palette())).event(EventType::Tool).fill);
    }
};

} // namespace

class TestEventPalette : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { applyPalette(*qApp, PaletteChoice::Default); }

    void measuresContrastAsWcagDoes();
    void measuresDistancesAsTheDefaultsWere_data();
    void measuresDistancesAsTheDefaultsWere();
    void everyBarShowsOnTheLanes_data() { choices(); }
    void everyBarShowsOnTheLanes();
    void severitiesShowOnTheWindow_data() { choices(); }
    void severitiesShowOnTheWindow();
    void labelsAreReadOnTheirBars_data() { choices(); }
    void labelsAreReadOnTheirBars();
    void noTwoTypesCollapse_data() { choices(); }
    void noTwoTypesCollapse();
    void errorsAreHatchedInAll_data() { choices(); }
    void errorsAreHatchedInAll();
    void isSwitchedWhileTheWindowIsOpen();

private:
    static void choices();
    const EventPalette &palette() const;
    static PaletteChoice choice();
};

void TestEventPalette::choices()
{
    QTest::addColumn<Theme>("theme");
    QTest::addColumn<PaletteChoice>("choice");
    const std::map<PaletteChoice, const char *> names{{PaletteChoice::Default, "default"},
        {PaletteChoice::OkabeIto, "okabe-ito"}, {PaletteChoice::HighContrast, "high contrast"}};
    for (const PaletteChoice choice : allPaletteChoices) {
        QTest::addRow("%s, light", names.at(choice)) << Theme::Light << choice;
        QTest::addRow("%s, dark", names.at(choice)) << Theme::Dark << choice;
    }
}

PaletteChoice TestEventPalette::choice()
{
    return *static_cast<PaletteChoice *>(QTest::qData("choice", qMetaTypeId<PaletteChoice>()));
}

const EventPalette &TestEventPalette::palette() const
{
    return EventPalette::of(*static_cast<Theme *>(QTest::qData("theme", qMetaTypeId<Theme>())), choice());
}

void TestEventPalette::measuresContrastAsWcagDoes()
{
    QCOMPARE(contrastOf(Qt::white, Qt::black), 21.0);
    QCOMPARE(contrastOf(Qt::red, Qt::red), 1.0);
    QCOMPARE(QByteArray(text(contrastOf(QColor(0xff767676), Qt::white))),
        QByteArray("4.54")); // the least grey for text
}

void TestEventPalette::measuresDistancesAsTheDefaultsWere_data()
{
    QTest::addColumn<Theme>("theme");
    QTest::addColumn<QString>("distances"); // as they were found when the default was chosen
    QTest::newRow("light") << Theme::Light << QStringLiteral("27 30 18");
    QTest::newRow("dark") << Theme::Dark << QStringLiteral("16 22 13");
}

void TestEventPalette::measuresDistancesAsTheDefaultsWere()
{
    QFETCH(const Theme, theme);
    const std::vector<QColor> fills = fillsOf(EventPalette::of(theme, PaletteChoice::Default),
        {EventType::Llm, EventType::Tool, EventType::Action, EventType::Error});
    QStringList found;
    for (const Vision vision : {Vision::Protanopia, Vision::Deuteranopia, Vision::Tritanopia})
        found << QString::number(std::lround(leastDistance(vision, fills)));
    QTEST(found.join(QLatin1Char(' ')), "distances");
}

void TestEventPalette::everyBarShowsOnTheLanes()
{
    const EventPalette &colours = palette();
    const bool isHigh = choice() == PaletteChoice::HighContrast;
    const double least = !isHigh ? 3 : colours.background.lightness() > 128 ? 4.5 : 7;
    for (const QColor &lane : {colours.background, colours.laneBand}) {
        const auto shown = [&lane](const BarColours &bar) {
            return std::max(contrastOf(bar.fill, lane), contrastOf(bar.border, lane));
        };
        for (const EventType type : allEventTypes) {
            QVERIFY2(shown(colours.event(type)) >= least, text(shown(colours.event(type))));
            QVERIFY2(
                contrastOf(colours.stroke(type), lane) >= 3, text(contrastOf(colours.stroke(type), lane)));
            if (isHigh)
                QVERIFY2(contrastOf(colours.event(type).fill, lane) >= least,
                    text(contrastOf(colours.event(type).fill, lane)));
        }
        for (const FlushOutcome outcome : allOutcomes)
            QVERIFY2(shown(colours.flush(outcome)) >= 3, text(shown(colours.flush(outcome))));
        for (const QColor &line : {colours.dropped, colours.capacityLine, colours.depthLine})
            QVERIFY2(contrastOf(line, lane) >= 3, text(contrastOf(line, lane)));
    }
}

void TestEventPalette::severitiesShowOnTheWindow()
{
    QFETCH(const Theme, theme);
    applyPalette(*qApp, choice());
    const QPalette window = paletteOf(theme);
    const QColor ground = window.color(QPalette::Window);
    for (const Severity severity : {Severity::Ok, Severity::Notice, Severity::Warning, Severity::Critical}) {
        const double fill = contrastOf(severityFill(severity, window), ground);
        const double words = contrastOf(severityText(severity, window), ground);
        QVERIFY2(fill >= 3, text(fill));
        QVERIFY2(words >= 4.5, text(words));
    }
}

void TestEventPalette::labelsAreReadOnTheirBars()
{
    const double least = choice() == PaletteChoice::HighContrast ? 4.5 : 4;
    for (const EventType type : allEventTypes) {
        const BarColours &bar = palette().event(type);
        QVERIFY2(contrastOf(bar.label, bar.fill) >= least, text(contrastOf(bar.label, bar.fill)));
    }
}

void TestEventPalette::noTwoTypesCollapse()
{
    const double least = choice() == PaletteChoice::Default ? 13
        : choice() == PaletteChoice::OkabeIto               ? 16
                                                            : 21;
    const std::vector<QColor> fills = fillsOf(
        palette(), {EventType::Llm, EventType::Tool, EventType::Action, EventType::Error, EventType::Api});
    for (const Vision vision : allVisions)
        QVERIFY2(leastDistance(vision, fills) >= least, text(leastDistance(vision, fills)));
}

void TestEventPalette::errorsAreHatchedInAll()
{
    const EventPalette &colours = palette();
    const QColor &fill = colours.event(EventType::Error).fill;
    const QColor &hatch = colours.errorHatch;
    const auto over = [&hatch](int above, int below) {
        return (above * hatch.alpha() + below * (255 - hatch.alpha())) / 255;
    };
    const QColor stroke(
        over(hatch.red(), fill.red()), over(hatch.green(), fill.green()), over(hatch.blue(), fill.blue()));
    QVERIFY2(
        distanceFor(Vision::Normal, stroke, fill) >= 10, text(distanceFor(Vision::Normal, stroke, fill)));
}

void TestEventPalette::isSwitchedWhileTheWindowIsOpen()
{
    QWidget window;
    auto *bar = new Bar;
    bar->setParent(&window);
    bar->resize(10, 10);
    window.resize(10, 10);
    window.show();
    const auto shown = [&window] { return window.grab().toImage().pixelColor(5, 5); };
    const Theme theme = themeOf(window.palette());
    const QColor before = shown();
    QCOMPARE(before, EventPalette::of(theme, PaletteChoice::Default).event(EventType::Tool).fill);
    const int told = bar->told;
    applyPalette(*qApp, PaletteChoice::HighContrast);
    QCOMPARE(paletteChoice(), PaletteChoice::HighContrast);
    QCOMPARE(bar->told, told + 1);
    QCOMPARE(shown(), EventPalette::of(theme, PaletteChoice::HighContrast).event(EventType::Tool).fill);
    QVERIFY(shown() != before);
    applyPalette(*qApp, PaletteChoice::HighContrast);
    QVERIFY2(bar->told == told + 1, "the same again is no change");
    applyPalette(*qApp, PaletteChoice::Default);
    QCOMPARE(shown(), before);
}

QTEST_MAIN(TestEventPalette)
#include "tst_event_palette.moc"
