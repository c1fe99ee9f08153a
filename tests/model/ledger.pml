/* SPDX-FileCopyrightText: 2026 The Sluice developers
 * SPDX-License-Identifier: MIT
 *
 * The ledger (core/model/ledger.h), and beside it where each event truly is.
 */

typedef Ledger {
    byte recorded;
    byte delivered;
    byte queued;
    byte inFlight;
    byte inDoubt;
    byte spooled;
    byte refused;
    byte dropped;
    byte rejected;
};
Ledger ledger;

/* Where the events are; an event is in one set. */
byte queuedSet;
byte flightSet;
byte doubtSet;
byte spooledSet;
byte deliveredSet;
byte lostSet; /* refused, dropped or rejected: counted, and never to be sent again */

/* Events that a request under way holds. */
byte wireSet;

bool isAbandoned;

#define undecidedSet (queuedSet | flightSet | doubtSet)
#define isDrained (undecidedSet == 0 && spooledSet == 0)

#define ledgerBalances                                                                                               \
    (ledger.recorded                                                                                                 \
        == ledger.delivered + ledger.queued + ledger.inFlight + ledger.inDoubt + ledger.spooled + ledger.refused     \
            + ledger.dropped + ledger.rejected)
/* What the gate refused and nobody has taken in yet is added to both sides of a copy: wholeLedger(). */
#define ledgerIsTrue                                                                                                 \
    (ledger.queued == len(pending) && ledger.queued == bits(queuedSet) && ledger.inFlight == bits(flightSet)         \
        && ledger.inDoubt == bits(doubtSet) && ledger.spooled == bits(spooledSet)                                    \
        && ledger.delivered == bits(deliveredSet)                                                                    \
        && ledger.refused + ledger.dropped + ledger.rejected + (gate > 0 -> gate - 1 : 0) == bits(lostSet))

/* The gate refuses only what the queue would refuse. */
#define gateIsTrue (gate == 0 || !hasRoom)

/* Looks at every state in which the lock is free. */
proctype auditor()
{
end:
    atomic {
        mutex == 0 && !(ledgerBalances && ledgerIsTrue && gateIsTrue);
        assert(ledgerBalances);
        assert(ledgerIsTrue);
        assert(gateIsTrue)
    }
}
