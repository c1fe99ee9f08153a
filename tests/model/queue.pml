/* SPDX-FileCopyrightText: 2026 The Sluice developers
 * SPDX-License-Identifier: MIT
 *
 * What core/queue/bounded_queue.h guards with its one lock, its FlusherRest and its FullGate. Left out: bytes and
 * the journal (further bounds of the same kind), clocks, drop runs and depth samples.
 */

byte mutex; /* 0 = free; else 1 + the process that holds it */

mtype = { awake, napping, asleep };
mtype = { none, notify, waker };

chan pending = [CAPACITY] of { byte }; /* events, oldest first */
bool closed;
bool asked;
bool pressed; /* an event found no room since the last takeAll() */
bool aged;    /* the oldest event is older than the longest wait */
byte waiting;

/* FlusherRest */
bool woken;
bool fresh;            /* m_arrivals != m_arrivalsSeen */
byte emptyNaps = NAPS; /* in a row */
mtype depth = awake;
bool isElsewhere;

/* FullGate: 0 = open; else 1 + refusals. The only thing that is touched without the lock. */
byte gate;

/* Threads in a condition variable's wait. A notify takes them out; one that finds nobody is lost. */
bool onBell;
bool inRoom[PRODUCERS];

#define hasRoom (len(pending) < CAPACITY)
#define isDue (len(pending) > 0 && (len(pending) >= FLUSH_DEPTH || pressed || waiting > 0 || closed || asked || aged))

inline lock()
{
    mutex == 0;
    mutex = _pid + 1
}

inline unlock()
{
    mutex = 0
}

inline openGate()
{
    if
    :: gate > 0 ->
        ledger.recorded = ledger.recorded + gate - 1;
        ledger.dropped = ledger.dropped + gate - 1;
        gate = 0
    :: else
    fi
}

/* Under the lock: what must be called after the unlock. */
inline rouse(call)
{
    depth = awake;
    call = (isElsewhere -> waker : notify)
}

inline arrived(call)
{
    fresh = true;
    if
    :: depth == asleep || (depth == napping && len(pending) >= FLUSH_DEPTH) -> rouse(call)
    :: else
    fi
}

inline deliver(call)
{
    atomic {
        if
        :: call == notify -> onBell = false
        :: call == waker -> wakeTransport()
        :: else
        fi;
        call = none
    }
}

inline notifyRoom()
{
    inRoom[0] = false;
    inRoom[1] = false
}

/* wake(), and what ask() and close() do besides what they set. */
inline wakeAndUnlock(call)
{
    woken = true;
    rouse(call);
    unlock()
}
