// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/result.h"

#include <QTest>

#include <memory>
#include <vector>

using namespace sluice;

static_assert(std::is_move_constructible_v<Result<std::unique_ptr<int>>>);
static_assert(!std::is_copy_constructible_v<Result<std::unique_ptr<int>>>);
static_assert(std::is_copy_constructible_v<Result<std::string>>);
static_assert(!std::is_convertible_v<Result<int>, bool>, "a Result is tested on purpose only");
static_assert(!std::is_default_constructible_v<Result<int>>);

class TestResult : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsAValue();
    void holdsAnError();
    void givesItsValueAway();
    void lendsATemporarysValueToALoop();
    void keepsAnErrorTextApartFromAValueText();
    void isDoneWithoutAValue();
};

void TestResult::holdsAValue()
{
    Result<std::string> result(std::string("five"));
    QVERIFY(result.ok());
    QVERIFY(static_cast<bool>(result));
    QCOMPARE(result.value(), std::string("five"));
    QCOMPARE(result->size(), std::size_t(4));
    *result += "!";
    const Result<std::string> copy = result;
    QCOMPARE(*copy, std::string("five!"));
    QCOMPARE(copy->size(), std::size_t(5));
}

void TestResult::holdsAnError()
{
    const Result<int> result(Error{ErrorKind::Held, "port 4318 is taken"});
    QVERIFY(!result.ok());
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Held);
    QCOMPARE(result.error().message, std::string("port 4318 is taken"));
}

void TestResult::givesItsValueAway()
{
    Result<std::unique_ptr<int>> result(std::make_unique<int>(5));
    const std::unique_ptr<int> taken = std::move(result).value();
    QCOMPARE(*taken, 5);
}

void TestResult::lendsATemporarysValueToALoop()
{
    const auto make = [] { return Result<std::vector<int>>(std::vector<int>{1, 2, 3}); };
    static_assert(std::is_same_v<decltype(make().value()), std::vector<int>>,
        "a reference would be to a Result that is gone before the loop begins");
    int sum = 0;
    for (const int number : make().value())
        sum += number;
    QCOMPARE(sum, 6);
}

void TestResult::keepsAnErrorTextApartFromAValueText()
{
    const auto fail = []() -> Result<std::string> { return Error{ErrorKind::Io, "disk full"}; };
    const auto succeed = []() -> Result<std::string> { return std::string("disk full"); };
    QVERIFY(!fail().ok());
    QVERIFY(succeed().ok());
}

void TestResult::isDoneWithoutAValue()
{
    const Result<void> done;
    QVERIFY(done.ok());
    const Result<void> failed(Error{ErrorKind::Cancelled, "given up"});
    QVERIFY(!failed);
    QCOMPARE(failed.error().message, std::string("given up"));
}

QTEST_APPLESS_MAIN(TestResult)
#include "tst_result.moc"
