/* SPDX-FileCopyrightText: 2026 The Sluice developers
 * SPDX-License-Identifier: MIT
 *
 * BoundedQueue::push(), EACH times.
 */

inline countRecorded()
{
#ifdef BUG_COUNTED_BEFORE_THE_WAIT
    if
    :: isCounted -> isCounted = false
    :: else -> ledger.recorded++
    fi
#else
    ledger.recorded++
#endif
}

inline drop(count)
{
    lostSet = lostSet | setOf(event);
    countRecorded();
    count++
}

inline dropOldest()
{
    pending ? victim;
    queuedSet = queuedSet & ~setOf(victim);
    lostSet = lostSet | setOf(victim);
    victim = 0;
    ledger.queued--;
#ifndef BUG_VICTIM_NOT_COUNTED
    ledger.dropped++
#endif
}

proctype producer(byte me)
{
    byte n;
    byte event;
    byte victim;
    mtype call = none;
    bool hasDeadline;
    bool gaveUp;
#ifdef BUG_CLOSED_READ_OUTSIDE
    bool closedBefore;
#define isClosed closedBefore
#else
#define isClosed closed
#endif
#ifdef BUG_COUNTED_BEFORE_THE_WAIT
    bool isCounted;
#endif

next:
    atomic {
        event = 0;
        if
        :: n == EACH -> goto done
        :: else -> event = me * EACH + n; n++
        fi
    }
#if POLICY == DROP_NEWEST
    atomic {
        if
        :: gate > 0 ->
            gate++;
            lostSet = lostSet | setOf(event);
            goto next
        :: else
        fi
    }
#endif
#ifdef BUG_CLOSED_READ_OUTSIDE
    closedBefore = closed;
#endif
    atomic {
        lock();
makeWay:
        if
        :: isClosed -> drop(ledger.rejected); unlock(); goto next
        :: !isClosed && hasRoom -> goto admits
        :: else -> pressed = true
        fi;
#if POLICY == DROP_NEWEST
        openGate();
        gate = 1;
        drop(ledger.dropped);
        unlock();
        goto next;
#elif POLICY == DROP_OLDEST
        dropOldest();
#else
#ifdef BUG_FLUSH_UNDER_THE_LOCK
        goto flushes;
#endif
        goto waits;
#endif
admits:
        pending ! event;
        queuedSet = queuedSet | setOf(event);
        countRecorded();
        ledger.queued++;
        arrived(call);
        unlock()
    }
    if
    :: call != none -> deliver(call)
    :: else
    fi;
    goto next;

#ifdef BUG_FLUSH_UNDER_THE_LOCK
flushes:
    /* AgentOps issue #439: record() asks for a flush and waits for it, with the lock in its hand. */
    atomic {
        asked = true;
        woken = true;
        rouse(call);
        deliver(call)
    }
    atomic {
        hasRoom;
        goto admits
    }
#endif

#if POLICY == BLOCK || POLICY == SPILL
waits: /* waitForRoom(), with the lock held */
    atomic {
#ifdef BUG_COUNTED_BEFORE_THE_WAIT
        if
        :: !isCounted -> ledger.recorded++; isCounted = true
        :: else
        fi;
#endif
        if
        :: gaveUp ->
            gaveUp = false;
            drop(ledger.dropped);
            unlock();
            goto next
        :: !gaveUp && depth != awake -> rouse(call); unlock()
        :: else ->
            waiting++;
            inRoom[me] = true;
            if
            :: hasDeadline = false
            :: hasDeadline = true
            fi;
            unlock();
            goto sleeps
        fi
    }
    deliver(call);
    goto locks;

sleeps:
    if
    :: !inRoom[me]
    :: hasDeadline -> /* at any moment */
        atomic {
            inRoom[me] = false;
            gaveUp = true
        }
    fi;
    atomic {
        lock();
        waiting--;
        hasDeadline = false;
        if
        :: closed || hasRoom -> gaveUp = false
        :: else
        fi;
        goto makeWay
    }
locks:
    atomic {
        lock();
        goto makeWay
    }
#endif
done:
    skip
}
