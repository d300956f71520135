package dev.domibusbackup.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;

/**
 * A queue of {@link FakeApplicationServer}: ready and scheduled messages, those held by Domibus and by others, the
 * broker's counters, and switches for what goes wrong.
 */
public final class FakeQueue {

    record Entry(long id, PortableMessage message) {
    }

    private final String name;
    private final AtomicLong ids;
    final List<Entry> ready = new ArrayList<>();
    final List<Entry> scheduled = new ArrayList<>();
    private final List<Entry> heldByDomibus = new ArrayList<>();
    private final List<Entry> heldByOthers = new ArrayList<>();
    private boolean paused;
    long added;
    long expired;
    private int looks;
    int openSources;
    int endsAfter = Integer.MAX_VALUE;
    int duringAt = -1;
    Runnable during;
    private int lookAt = -1;
    private Runnable onLook;
    private int room = Integer.MAX_VALUE;

    FakeQueue(String name, AtomicLong ids) {
        this.name = name;
        this.ids = ids;
    }

    /** Sends text messages {@code <name> 1}, {@code <name> 2}, …. */
    public synchronized FakeQueue send(int count) {
        for (int i = 1; i <= count; i++) {
            add(ready, ids.incrementAndGet(), new Body.Text(name + " " + i));
        }
        return this;
    }

    public synchronized FakeQueue sendBytes(Content content) {
        add(ready, ids.incrementAndGet(), new Body.Bytes(content));
        return this;
    }

    public synchronized FakeQueue schedule(int count) {
        for (int i = 1; i <= count; i++) {
            add(scheduled, ids.incrementAndGet(), new Body.Text(name + " scheduled " + i));
        }
        return this;
    }

    /** Begins a transaction with one message; {@link #commit} makes it visible under the id it has by then. */
    public long begin() {
        return ids.incrementAndGet();
    }

    public synchronized void commit(long id) {
        add(ready, id, new Body.Text(name + " late"));
    }

    /** The last ready message expires. */
    public synchronized void expireLast() {
        ready.remove(ready.size() - 1);
        expired++;
    }

    /** The first ready message expires. */
    public synchronized void expireFirst() {
        ready.remove(0);
        expired++;
    }

    public synchronized FakeQueue paused(boolean now) {
        paused = now;
        return this;
    }

    /** Domibus's listeners hold messages until it has stopped. */
    public synchronized FakeQueue heldByDomibus(int count) {
        take(count, heldByDomibus);
        return this;
    }

    /** Another application's consumer holds messages until it is disconnected or {@link #othersEnd}. */
    public synchronized FakeQueue heldByOthers(int count) {
        take(count, heldByOthers);
        return this;
    }

    public synchronized void othersEnd() {
        giveBack(heldByOthers);
    }

    /** A browser says after so many messages that there are no more. */
    public FakeQueue browserEndsAfter(int messages) {
        endsAfter = messages;
        return this;
    }

    /** Something happens while the queue is read, when so many messages have been given. */
    public FakeQueue during(int messages, Runnable act) {
        duringAt = messages;
        during = act;
        return this;
    }

    /** Something happens when the counts are asked for the n-th time from now. */
    public FakeQueue onLook(int number, Runnable act) {
        looks = 0;
        lookAt = number;
        onLook = act;
        return this;
    }

    /** Sources that were opened and not closed. */
    public int openSources() {
        return openSources;
    }

    public synchronized boolean isPaused() {
        return paused;
    }

    QueueState state() {
        if (++looks == lookAt) {
            onLook.run();
        }
        synchronized (this) {
            int consumers = heldByDomibus.isEmpty() && heldByOthers.isEmpty() ? 0 : 1;
            return new QueueState(name, name.substring(name.lastIndexOf('.') + 1), List.of(), paused, ready.size(),
                    heldByDomibus.size() + heldByOthers.size(), scheduled.size(), consumers);
        }
    }

    /** The queue takes so many more messages from sinks, and then no more. */
    public FakeQueue room(int messages) {
        room = messages;
        return this;
    }

    /** The messages as they are now, ready ones first. */
    public synchronized List<PortableMessage> contents() {
        return Stream.concat(ready.stream(), scheduled.stream()).map(Entry::message).toList();
    }

    String name() {
        return name;
    }

    /** Whether there is room for one more message, which is taken. */
    synchronized boolean takeRoom() {
        return room > 0 && room-- > 0;
    }

    /** A committed message of a sink: as it was, under a broker id of its own, with no delivery tried yet. */
    synchronized void put(PortableMessage message) {
        long id = ids.incrementAndGet();
        MessageHeader was = message.header();
        boolean waits = was.due() != null && was.due().isAfter(Instant.now());
        MessageHeader header = new MessageHeader(was.id(), was.timestamp(), was.type(), was.correlationId(),
                was.replyTo(), was.priority(), was.persistent(), was.expiration(), waits ? was.due() : null, 0,
                Long.toString(id));
        (waits ? scheduled : ready).add(new Entry(id, new PortableMessage(header, message.properties(),
                message.body())));
        added++;
    }

    synchronized long remove(long lastId, LongPredicate exported) {
        int before = ready.size() + scheduled.size();
        ready.removeIf(entry -> entry.id() <= lastId && exported.test(entry.id()));
        scheduled.removeIf(entry -> entry.id() <= lastId && exported.test(entry.id()));
        return before - ready.size() - scheduled.size();
    }

    synchronized void forgetNonPersistent() {
        ready.removeIf(entry -> !entry.message().header().persistent());
        scheduled.removeIf(entry -> !entry.message().header().persistent());
    }

    synchronized void domibusStopped() {
        giveBack(heldByDomibus);
    }

    synchronized boolean isHeldByOthers() {
        return !heldByOthers.isEmpty();
    }

    synchronized QueueCut cut() {
        return new QueueCut(name, ready.size(), scheduled.size(), heldByDomibus.size() + heldByOthers.size(),
                ids.get(), added, expired);
    }

    MessageSource source(QueueCut cut) {
        return new FakeQueueSource(this, cut);
    }

    private void add(List<Entry> to, long id, Body body) {
        MessageHeader header = MessageHeader.builder().id("ID:" + id).brokerId(Long.toString(id)).build();
        to.add(new Entry(id, new PortableMessage(header, Map.of(), body)));
        added++;
    }

    private void take(int count, List<Entry> holder) {
        List<Entry> first = ready.subList(0, count);
        holder.addAll(first);
        first.clear();
    }

    private void giveBack(List<Entry> holder) {
        ready.addAll(0, holder);
        holder.clear();
    }
}
