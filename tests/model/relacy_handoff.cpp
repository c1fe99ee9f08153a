// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The hand-off between producers and the flusher under every schedule that Relacy tries, with its mutex,
// condition variable and atomics, so also under the memory model: every plain variable is checked for races.
// A transcription of the lock's regions, function by function:
//   push, takeIn, refuse, waitForRoom   core/queue/bounded_queue.cpp, bounded_queue_full.cpp
//   takeAll, waitForWork                core/queue/bounded_queue_flusher.cpp
//   arrived, needed, wake, rouse        core/queue/flusher_rest.h
//   Gate                                core/queue/full_gate.h
// Left out: bytes, journal, clocks, the wait elsewhere (session.pml has it).

#include <relacy/relacy.hpp>

#include <iostream>
#include <string_view>

namespace {

enum class Policy { Block, DropNewest };
enum class Fault { None, RestToldLate, ClosedReadOutside, RefusalLost };

constexpr int producers = 2;
constexpr int each = 2;
constexpr unsigned flusherThread = producers;

/// FullGate: 0 = open; else 1 + refusals.
class Gate
{
public:
    Gate() { m_word.store(0, rl::mo_relaxed, RL_INFO); }

    bool refuses(Fault fault)
    {
        int word = m_word.load(rl::mo_relaxed, RL_INFO);
        while (word != 0) {
            if (fault == Fault::RefusalLost) { // counts whatever happened since it looked
                m_word.store(word + 1, rl::mo_relaxed, RL_INFO);
                return true;
            }
            if (m_word.compare_exchange_weak(word, word + 1, rl::mo_relaxed, RL_INFO))
                return true;
        }
        return false;
    }

    void shut() { m_word.store(1, rl::mo_relaxed, RL_INFO); }

    int open()
    {
        const int word = m_word.exchange(0, rl::mo_relaxed, RL_INFO);
        return word == 0 ? 0 : word - 1;
    }

private:
    rl::atomic<int> m_word;
};

template <Policy policy, Fault fault>
struct Handoff : rl::test_suite<Handoff<policy, fault>, producers + 2>
{
    static constexpr int capacity = policy == Policy::DropNewest ? 1 : 2; // so that two meet at the gate
    enum Depth { Awake, Napping, Asleep };

    Gate gate;
    rl::mutex mutex;
    rl::condition_variable bell;
    rl::condition_variable room;
    rl::var<int> pending[capacity];
    rl::var<int> count{0};
    rl::var<int> waiting{0};
    rl::var<int> depth{Awake};
    rl::var<bool> fresh{false};
    rl::var<bool> woken{false};
    rl::var<bool> closed{false};
    rl::var<int> lost{0}; ///< dropped and rejected

    int taken[producers * each] = {}; ///< the flusher's
    int inAll = 0;

    void thread(unsigned index)
    {
        if (index < flusherThread) {
            for (int i = 0; i < each; ++i)
                push(static_cast<int>(index) * each + i);
        } else if (index == flusherThread) {
            flush();
        } else {
            close();
        }
    }

    void after()
    {
        for (const int times : taken)
            RL_ASSERT(times <= 1);
        RL_ASSERT(inAll + lost(RL_INFO) + gate.open() == producers * each);
        RL_ASSERT(count(RL_INFO) == 0);
    }

    void push(int event)
    {
        if (policy == Policy::DropNewest && gate.refuses(fault))
            return;
        bool wasClosed = false;
        if (fault == Fault::ClosedReadOutside) {
            mutex.lock(RL_INFO); // a lock of its own: no race, and still too early
            wasClosed = closed(RL_INFO);
            mutex.unlock(RL_INFO);
        }
        mutex.lock(RL_INFO);
        for (;;) {
            if (fault == Fault::ClosedReadOutside ? wasClosed : static_cast<bool>(closed(RL_INFO))) {
                ++lost(RL_INFO);
                mutex.unlock(RL_INFO);
                return;
            }
            if (count(RL_INFO) < capacity)
                break;
            if (policy == Policy::DropNewest) {
                refuse();
                mutex.unlock(RL_INFO);
                return;
            }
            waitForRoom();
        }
        pending[count(RL_INFO)](RL_INFO) = event;
        ++count(RL_INFO);
        const bool calls = arrived();
        mutex.unlock(RL_INFO);
        if (calls)
            bell.notify_one(RL_INFO);
    }

    void refuse()
    {
        lost(RL_INFO) += gate.open();
        gate.shut();
        ++lost(RL_INFO);
    }

    void waitForRoom()
    {
        if (depth(RL_INFO) != Awake) {
            depth(RL_INFO) = Awake;
            mutex.unlock(RL_INFO);
            bell.notify_one(RL_INFO);
            mutex.lock(RL_INFO);
            return;
        }
        ++waiting(RL_INFO);
        room.wait(mutex, RL_INFO);
        --waiting(RL_INFO);
    }

    bool arrived()
    {
        fresh(RL_INFO) = true;
        // At this capacity one event is half of it: urgent.
        const bool calls = depth(RL_INFO) != Awake;
        depth(RL_INFO) = Awake;
        return calls;
    }

    void close()
    {
        mutex.lock(RL_INFO);
        closed(RL_INFO) = true;
        lost(RL_INFO) += gate.open();
        woken(RL_INFO) = true;
        depth(RL_INFO) = Awake;
        mutex.unlock(RL_INFO);
        room.notify_all(RL_INFO);
        bell.notify_one(RL_INFO);
    }

    void flush()
    {
        for (bool last = false; !last;) {
            last = takeAll();
            if (!last)
                waitForWork();
        }
    }

    /// True: closed, and nothing will come.
    bool takeAll()
    {
        mutex.lock(RL_INFO);
        for (int i = 0; i < count(RL_INFO); ++i)
            ++taken[static_cast<int>(pending[i](RL_INFO))];
        inAll += count(RL_INFO);
        count(RL_INFO) = 0;
        lost(RL_INFO) += gate.open();
        const bool waiters = waiting(RL_INFO) > 0;
        const bool last = closed(RL_INFO);
        mutex.unlock(RL_INFO);
        if (waiters)
            room.notify_all(RL_INFO);
        return last;
    }

    void waitForWork()
    {
        mutex.lock(RL_INFO);
        while (!woken(RL_INFO) && count(RL_INFO) == 0) {
            const bool naps = fresh(RL_INFO);
            fresh(RL_INFO) = false;
            if (fault == Fault::RestToldLate) {
                mutex.unlock(RL_INFO);
                mutex.lock(RL_INFO);
            }
            depth(RL_INFO) = naps ? Napping : Asleep;
            if (naps)
                bell.wait_for(mutex, 1, RL_INFO);
            else
                bell.wait(mutex, RL_INFO);
            depth(RL_INFO) = Awake;
        }
        depth(RL_INFO) = Awake;
        woken(RL_INFO) = false;
        mutex.unlock(RL_INFO);
    }
};

/// Relacy prints the schedule that breaks it. To std::cout only: a stream that allocates would do so inside
/// its context.
template <Policy policy, Fault fault>
bool holds(rl::scheduler_type_e search, unsigned iterations)
{
    rl::test_params params;
    params.search_type = search;
    params.iteration_count = iterations;
    params.context_bound = 2;
    const bool good = rl::simulate<Handoff<policy, fault>>(params);
    std::cout << rl::format(search) << ": " << (good ? "no error" : rl::test_result_str(params.test_result))
              << " after " << (good ? iterations : params.stop_iteration + 1) << " schedules\n"
              << std::flush;
    return good;
}

template <Policy policy, Fault fault>
bool holdsWhateverTheOrder(unsigned iterations)
{
    // Both, so that one that fails does not hide the other.
    const bool random = holds<policy, fault>(rl::sched_random, iterations);
    const bool bound = holds<policy, fault>(rl::sched_bound, iterations);
    return random && bound;
}

} // namespace

/// Without an argument: no schedule breaks the hand-off. With a fault's name: one does.
int main(int argc, char **argv)
{
    const std::string_view fault = argc > 1 ? argv[1] : "";
    if (fault.empty())
        return holdsWhateverTheOrder<Policy::Block, Fault::None>(10'000)
                && holdsWhateverTheOrder<Policy::DropNewest, Fault::None>(10'000)
            ? 0
            : 1;
    bool found = false;
    if (fault == "rest_told_late")
        found = !holdsWhateverTheOrder<Policy::Block, Fault::RestToldLate>(10'000);
    else if (fault == "closed_read_outside")
        found = !holdsWhateverTheOrder<Policy::Block, Fault::ClosedReadOutside>(10'000);
    else if (fault == "refusal_lost")
        found = !holdsWhateverTheOrder<Policy::DropNewest, Fault::RefusalLost>(10'000);
    else
        std::cout << "no such fault: " << fault << '\n';
    return found ? 0 : 1;
}
