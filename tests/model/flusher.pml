/* SPDX-FileCopyrightText: 2026 The Sluice developers
 * SPDX-License-Identifier: MIT
 *
 * The flusher's thread: Flusher::step() (answers, new events, the desk, the spool), and between the steps one of
 * its two waits, BoundedQueue::waitForWork() and waitElsewhere().
 */

mtype = { nothing, arrivals };

/* The flusher's own; global only for nobodyIsForgotten(). */
byte askSeen;  /* flushes asked for, by the last look at the desk */
byte askTaken; /* of those, whose events have left the queue */
bool endSeen;
bool endTaken;
bool isFailing;    /* the last request came to nothing */
bool backingOff;
bool heldByServer; /* backing off until a time that the server said */
bool isPatient;    /* a request has just begun: most are answered before it is worth spilling */
mtype watch = nothing;
bool hasTime;      /* its wait has an end of its own */

/* One take may wait for the end of the back-off: it reaches the tap, and the queue has room again. */
#define mayTake (isShelfEmpty && (!isAnyBody || (!isFailing && heldSlot == POSTS && freeSlot < POSTS)))
#if POLICY == SPILL
#define maySpill (!isPatient || isFailing || !isShelfEmpty)
#else
#define maySpill false
#endif
#define mustLook (woken || (watch == arrivals && isDue))

/* Nothing else can move: a wake-up that is still needed was lost. */
inline nobodyIsForgotten()
{
    assert(askSeen == deskAsked && endSeen == deskEnd);
    assert(watch != arrivals || !isDue);
    assert(isAnyBody || !isShelfEmpty || backingOff || (served == deskAsked && !deskEnd && waiting == 0));
    assert(isAnyBegun || len(pending) == 0 || hasTime)
}

/* Bookkeeping under the lock: body `s` becomes `fate`. */
inline settle(s, fate, count)
{
    lock();
    if
    :: isRow ->
        ledger.spooled = ledger.spooled - bits(body[s]);
        spooledSet = spooledSet & ~body[s]
    :: !isRow && (doubtSet & body[s]) ->
        ledger.inDoubt = ledger.inDoubt - bits(body[s]);
        doubtSet = doubtSet & ~body[s]
    :: else ->
        ledger.inFlight = ledger.inFlight - bits(body[s]);
        flightSet = flightSet & ~body[s]
    fi;
    fate = fate | body[s];
    count = count + bits(body[s]);
    unlock()
}

/* The answer to the request of `slot`. */
inline answered()
{
    begun[slot] = false;
    wireSet = wireSet & ~body[slot];
    if
    :: !isAborted ->
        settle(slot, deliveredSet, ledger.delivered);
        goto decided
    :: !isAborted && failures < FAILURES ->
        failures++;
        settle(slot, lostSet, ledger.refused);
decided:
#ifndef BUG_SENT_TWICE
        body[slot] = 0;
        isRow = false;
#endif
        isFailing = false;
        backingOff = false;
        heldByServer = false
    :: failures < FAILURES || isAborted ->
        failures = (isAborted -> failures : failures + 1);
        if
        :: true /* certainly not delivered */
        :: !isRow && (doubtSet & body[slot]) == 0 -> settle(slot, doubtSet, ledger.inDoubt)
        fi;
        isFailing = true;
        backingOff = true;
        if
        :: heldByServer = false
        :: heldByServer = true
        fi
    fi;
    slot = 0
}

/* Everything queued, into a body that waits in memory. */
inline takeAll()
{
    do
    :: pending ? e -> taken = taken | setOf(e)
    :: empty(pending) -> break
    od;
    e = 0;
    queuedSet = 0;
    flightSet = flightSet | taken;
    ledger.inFlight = ledger.inFlight + ledger.queued;
    ledger.queued = 0;
    asked = false;
    pressed = false;
    aged = false;
#ifndef BUG_GATE_STAYS_SHUT
    openGate();
#endif
#ifndef BUG_ROOM_NOT_TOLD
    isTelling = waiting > 0
#endif
}

/* The events of `taken` become the newest row; the oldest goes when there is no room. */
inline putAside()
{
    lock();
    if
    :: len(spool) == SPOOL_ROWS ->
        spool ? e;
        ledger.spooled = ledger.spooled - bits(e);
        ledger.dropped = ledger.dropped + bits(e);
        spooledSet = spooledSet & ~e;
        lostSet = lostSet | e;
        e = 0
    :: else
    fi;
    spool ! taken;
    ledger.inFlight = ledger.inFlight - bits(taken & flightSet);
    ledger.inDoubt = ledger.inDoubt - bits(taken & doubtSet);
    ledger.spooled = ledger.spooled + bits(taken);
    flightSet = flightSet & ~taken;
    doubtSet = doubtSet & ~taken;
    spooledSet = spooledSet | taken;
    taken = 0;
    unlock()
}

inline putAsideWhatWaits()
{
    if
    :: !isRow && heldSlot < POSTS ->
        slot = heldSlot;
        taken = body[slot];
        body[slot] = 0;
        slot = 0;
        putAside()
    :: else
    fi
}

/* Under the lock, before a wait: until when, and what producers are told of it (FlusherRest::begin()). */
inline beginRest()
{
    if
    :: watch == arrivals ->
        emptyNaps = (fresh -> 0 : emptyNaps);
        fresh = false;
        isNap = emptyNaps < NAPS;
        emptyNaps = (isNap -> emptyNaps + 1 : emptyNaps);
#ifndef BUG_REST_TOLD_LATE
        depth = (isNap -> napping : asleep)
#endif
    :: else
    fi;
    hasTime = isNap || backingOff || isPatient || (watch == arrivals && len(pending) > 0);
    if
    :: isLate = false
    :: hasTime || isAnyBegun -> isLate = true
    fi
}

inline timeCame()
{
    if
    :: isNap /* it looks again */
    :: watch == arrivals && len(pending) > 0 -> aged = true
    :: backingOff -> backingOff = false; heldByServer = false; isReached = true
    :: isPatient -> isPatient = false; isReached = true
    fi
}

proctype flusher()
{
    byte e;
    byte taken;
    byte slot;
    byte owed; /* events that the flush asked for waits for */
    bool isTelling;
    bool isNap;
    bool isLate;
    bool isReached;
    bool isAnswered;

step:
    /* Events leave the queue before the desk is read. */
    atomic {
        if
        :: maySpill && !mayTake -> putAsideWhatWaits()
        :: else
        fi;
        if
        :: mayTake || maySpill ->
            lock();
            if
            :: isDue || (endSeen && !endTaken) || askSeen > askTaken -> takeAll()
            :: else
            fi;
            unlock();
            if
            :: taken != 0 && mayTake -> slot = freeSlot; body[slot] = taken; taken = 0; slot = 0
            :: taken != 0 && !mayTake -> putAside()
            :: else
            fi;
            endTaken = endSeen;
            owed = (askSeen > askTaken -> flightSet | doubtSet | spooledSet : owed);
            askTaken = askSeen
        :: else
        fi
    }
    if
    :: isTelling ->
        atomic {
            isTelling = false;
            notifyRoom()
        }
    :: else
    fi;
#ifdef BUG_SERVED_WHEN_TAKEN
#define isServed true
#else
#define isServed ((owed & (undecidedSet | spooledSet)) == 0 && isShelfEmpty)
#endif
    if
    :: served < askTaken && isServed ->
        atomic {
            served = askTaken;
            owed = 0
        }
        notifyProgress()
    :: else
    fi;
    atomic {
        backingOff = backingOff && (heldByServer || (deskAsked == askSeen && deskEnd == endSeen));
        askSeen = deskAsked;
        endSeen = deskEnd;
        if
        :: deskAborted -> goto abandons
        :: else
        fi;
        if
        :: !backingOff && !isAnyBody && len(spool) > 0 ->
            spool ? taken;
            body[0] = taken;
            taken = 0;
            isRow = true
        :: else
        fi;
        if
        :: !backingOff && heldSlot < POSTS ->
            slot = heldSlot;
            begin(slot);
            slot = 0;
            isPatient = (POLICY == SPILL);
            goto step
#ifdef BUG_END_BEFORE_THE_ANSWERS
        :: !backingOff && heldSlot == POSTS && isShelfEmpty && endTaken && askSeen == askTaken -> goto finishes
#else
        :: !backingOff && !isAnyBody && isShelfEmpty && endTaken && askSeen == askTaken -> goto finishes
#endif
        :: else
        fi;
        /* The wake-up that came with an ask or the end is used up: what was read after taking is for now. */
        if
        :: mayTake && (askSeen > askTaken || (endSeen && !endTaken)) -> goto step
        :: else
        fi;
        isPatient = isPatient && isAnyBegun;
#ifdef BUG_WATCHES_IN_VAIN
        watch = arrivals;
#else
        watch = (mayTake || maySpill -> arrivals : nothing);
#endif
        if
        :: isAnyBegun -> goto waitsElsewhere
        :: else -> goto waitsForWork
        fi
    }

waitsForWork:
    atomic {
        lock();
        if
        :: mustLook || isReached ->
            woken = false;
            isReached = false;
            watch = nothing;
            unlock();
            goto step
        :: else
        fi;
        beginRest();
#ifdef BUG_REST_TOLD_LATE
        unlock()
    }
    atomic {
        depth = (isNap -> napping : asleep);
#endif
        onBell = true;
        unlock()
    }
    if
    :: !onBell
    :: hasTime && !isLate -> timeCame()
    :: hasTime && isLate && timeout -> nobodyIsForgotten(); timeCame()
    fi;
    atomic {
        lock();
        onBell = false;
        depth = awake;
        isNap = false;
        isLate = false;
        hasTime = false;
        unlock();
        goto waitsForWork
    }

waitsElsewhere:
    atomic {
        lock();
        if
        :: mustLook ->
            woken = false;
            watch = nothing;
            unlock();
            goto step
        :: else
        fi;
        beginRest();
        isElsewhere = true;
        unlock();
#ifdef BUG_WAKE_NOT_KEPT
    }
    atomic {
#endif
        inTransport = true
    }
    if
    :: isKept
    :: !isLate && begun[0] -> isAnswered = true
#if POSTS == 2
    :: !isLate && begun[1] -> isAnswered = true; slot = 1
#endif
    :: !isLate && hasTime -> timeCame()
    :: isLate && timeout ->
        nobodyIsForgotten();
        if
        :: begun[0] -> isAnswered = true
#if POSTS == 2
        :: begun[1] -> isAnswered = true; slot = 1
#endif
        :: hasTime -> timeCame()
        fi
    fi;
    atomic {
        isKept = false;
        inTransport = false;
        lock();
        isElsewhere = false;
        depth = awake;
        woken = false;
        isNap = false;
        isLate = false;
        isReached = false;
        hasTime = false;
        watch = nothing;
        unlock();
        if
        :: isAnswered -> isAnswered = false; answered()
        :: else
        fi;
        goto step
    }

abandons:
    atomic {
        isAbandoned = true;
        closed = true
    }
    if
    :: isAnyBegun -> watch = nothing; goto waitsElsewhere
    :: else
    fi;
#if POLICY == SPILL
    atomic {
        putAsideWhatWaits();
        lock();
        takeAll();
        unlock();
        if
        :: taken != 0 -> putAside()
        :: else
        fi
    }
#endif
finishes:
    atomic {
        lock();
        closed = true;
        openGate();
        unlock()
    }
    atomic {
        notifyRoom()
    }
    atomic {
        isFinished = true;
        isComplete = !isAbandoned
    }
    notifyProgress()
}
