/* SPDX-FileCopyrightText: 2026 The Sluice developers
 * SPDX-License-Identifier: MIT
 *
 * LiveSession::flush() and end() (core/recorder/live_session.cpp). They wait without a deadline: one that gives
 * up changes nothing for the others.
 */

proctype asker()
{
    byte ask;
    byte before; /* what was recorded before the call */
    mtype call = none;

    atomic {
        deskAsked++;
        ask = deskAsked;
        before = queuedSet | flightSet | doubtSet
    }
    atomic {
        lock();
        asked = true;
        wakeAndUnlock(call)
    }
    deliver(call);
    do
    :: atomic {
            served >= ask || isFinished -> break
        }
    :: atomic {
            served < ask && !isFinished -> askerWaits = true
        }
        !askerWaits
    od;
    assert(isAbandoned || (before & undecidedSet) == 0)
}

proctype ender()
{
    mtype call = none;
    bool isLate;

    if
    :: isLate = false /* at any moment */
    :: isLate = true  /* when nothing else can move */
    fi;
    if
    :: !isLate
    :: isLate && timeout -> nobodyIsForgotten()
    fi;
    atomic {
        lock();
        closed = true;
        openGate();
        wakeAndUnlock(call)
    }
    atomic {
        notifyRoom()
    }
    deliver(call);
    deskEnd = true;
    atomic {
        lock();
        wakeAndUnlock(call)
    }
    deliver(call);
#ifdef ABANDON
    deskAborted = true;
    isAborted = true;
    atomic {
        lock();
        wakeAndUnlock(call)
    }
    deliver(call);
#endif
    do
    :: atomic {
            isFinished -> break
        }
    :: atomic {
            !isFinished -> enderWaits = true
        }
        !enderWaits
    od;
    assert(isAbandoned || isDrained)
}
