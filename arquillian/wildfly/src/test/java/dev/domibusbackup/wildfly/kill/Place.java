package dev.domibusbackup.wildfly.kill;

import dev.domibusbackup.harness.kill.KillPoint;
import dev.domibusbackup.harness.kill.KillSwitch;

/**
 * Where a restore dies.
 *
 * @param point   where
 * @param pass    at which of what the point counts
 * @param changed whether something was changed by then, so that Domibus must not start
 */
record Place(KillPoint point, int pass, boolean changed) {

    static Place before(KillPoint point) {
        return new Place(point, 1, false);
    }

    static Place after(KillPoint point, int pass) {
        return new Place(point, pass, true);
    }

    KillSwitch in(Crash crash) {
        return crash.at(point, pass);
    }

    @Override
    public String toString() {
        return point + ", pass " + pass;
    }
}
