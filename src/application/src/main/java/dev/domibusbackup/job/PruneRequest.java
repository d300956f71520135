package dev.domibusbackup.job;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.domibusbackup.problem.ApiProblem;
import dev.domibusbackup.set.PrunePolicy;
import dev.domibusbackup.set.SetId;
import dev.domibusbackup.setting.Setting;
import dev.domibusbackup.setting.Settings;

/**
 * What an operator asks a prune to do; every field may be left out. Without a confirmation it is a rehearsal: nothing
 * is removed that nobody has seen in the report of one.
 *
 * @param keepLast    how many of the newest sets stay; the setting without it, as for the others
 * @param keepDaily   for how many days one set stays
 * @param keepWeekly  for how many weeks
 * @param keepMonthly for how many months
 * @param rehearsal   remove nothing although something is confirmed
 * @param confirm     the very sets that are to be removed, as a rehearsal told them
 */
public record PruneRequest(Integer keepLast, Integer keepDaily, Integer keepWeekly, Integer keepMonthly,
                           Boolean rehearsal, List<SetId> confirm) {

    /** The prune without any wish: a rehearsal by the settings. */
    public static final PruneRequest DEFAULT = new PruneRequest(null, null, null, null, null, null);

    public PruneRequest {
        if (confirm != null && confirm.stream().anyMatch(Objects::isNull)) {
            throw ApiProblem.BAD_VALUE.exception("field", "confirm", "expected", "Every entry is the id of a set.");
        }
        confirm = confirm == null ? null : List.copyOf(confirm);
    }

    /** Whether nothing is to be removed. */
    public boolean onlyTells() {
        return confirm == null || Boolean.TRUE.equals(rehearsal);
    }

    /** The numbers in force. */
    public PrunePolicy policy(Settings settings) {
        return new PrunePolicy(number(keepLast, settings, Setting.PRUNE_KEEP_LAST),
                number(keepDaily, settings, Setting.PRUNE_KEEP_DAILY),
                number(keepWeekly, settings, Setting.PRUNE_KEEP_WEEKLY),
                number(keepMonthly, settings, Setting.PRUNE_KEEP_MONTHLY));
    }

    private static int number(Integer asked, Settings settings, Setting otherwise) {
        return Optional.ofNullable(asked).orElseGet(() -> (int) settings.number(otherwise));
    }
}
