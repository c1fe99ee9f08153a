/* SPDX-FileCopyrightText: 2026 The Sluice developers
 * SPDX-License-Identifier: MIT
 *
 * One session: two producers, flush(), end() and the flusher around one bounded queue. What it proves, and how
 * it is run: docs/design/proofs.md. CMakeLists.txt lists the variants and the planted faults.
 *
 * A region under a lock is one atomic step: all that it touches is touched under that lock only (clang's
 * thread-safety analysis sees to it) and no lock is taken while another is held. The lock is there all the same,
 * so that a fault can keep it. A notify after the unlock is a step of its own.
 *
 * Time: a wait with a time may end at any moment, or else "late": when nothing else in the session can move. At
 * that point nobody may be waiting for something that the flusher could do (nobodyIsForgotten()): a lost wake-up
 * that a time-out would mend a while later is an error here. Waits without a time have no such help.
 */

#define BLOCK 0
#define DROP_NEWEST 1
#define DROP_OLDEST 2
#define SPILL 3

#ifndef POLICY
#define POLICY BLOCK
#endif
#ifndef CAPACITY
#define CAPACITY 2
#endif
#ifndef FLUSH_DEPTH
#define FLUSH_DEPTH 1
#endif
#ifndef NAPS
#define NAPS 1          /* so many without an event, and it sleeps */
#endif
#ifndef POSTS
#define POSTS 1         /* requests under way at once, at most */
#endif
#ifndef FAILURES
#define FAILURES 0      /* requests that come to nothing, in all */
#endif
#ifndef SPOOL_ROWS
#define SPOOL_ROWS 4    /* POST bodies that the spool has room for */
#endif

#ifndef EACH
#define EACH 2          /* events of each producer */
#endif
#define PRODUCERS 2
#define EVENTS (PRODUCERS * EACH)
#define ALL ((1 << EVENTS) - 1)
#define setOf(event) (1 << (event))
#define bits(set) (((set) & 1) + (((set) >> 1) & 1) + (((set) >> 2) & 1) + (((set) >> 3) & 1))

#include "transport.pml"
#include "queue.pml"
#include "ledger.pml"
#include "desk.pml"
#include "producer.pml"
#include "flusher.pml"
#include "callers.pml"

init
{
    byte i;
    atomic {
        run auditor();
        for (i : 0 .. PRODUCERS - 1) {
            run producer(i);
        }
        run flusher();
#ifndef NO_FLUSH
        run asker();
#endif
        run ender();
    }
    /* Everybody but the auditor comes to an end; whoever does not is an invalid end state. */
    _nr_pr == 2;
    assert(ledger.recorded + (gate > 0 -> gate - 1 : 0) == EVENTS);
    assert(isAbandoned || (isDrained && (deliveredSet | lostSet) == ALL))
}
