package dev.domibusbackup.message.arbitrary;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.CorrelationId;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.ReplyTo;
import dev.domibusbackup.message.TypedValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Portable messages of every shape. */
public final class Messages {

    private Messages() {
    }

    /** Messages whose every field, property and body is any that the format knows. */
    public static Arbitrary<PortableMessage> messages() {
        return Combinators.combine(headers(), entries(Values.properties()), bodies()).as(PortableMessage::new);
    }

    /** Messages of a few bytes. */
    public static Arbitrary<PortableMessage> small() {
        Arbitrary<Body> bodies = Arbitraries.oneOf(Texts.upTo(20).map(Body.Text::new),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(bytes -> new Body.Bytes(Content.of(bytes))),
                Arbitraries.just(new Body.Empty()));
        return Combinators.combine(Texts.upTo(10).injectNull(0.2), Arbitraries.integers().between(0, 9), bodies)
                .as((id, priority, body) -> new PortableMessage(
                        MessageHeader.builder().id(id).priority(priority).build(), Map.of(), body));
    }

    private static Arbitrary<MessageHeader> headers() {
        return Builders.withBuilder(MessageHeader::builder)
                .use(Texts.texts().map(text -> "ID:" + text).injectNull(0.2)).in(MessageHeader.Builder::id)
                .use(Texts.upTo(20).injectNull(0.2)).in(MessageHeader.Builder::brokerId)
                .use(instants().injectNull(0.2)).in(MessageHeader.Builder::timestamp)
                .use(Texts.texts().injectNull(0.2)).in(MessageHeader.Builder::type)
                .use(correlationIds().injectNull(0.3)).in(MessageHeader.Builder::correlationId)
                .use(replies().injectNull(0.3)).in(MessageHeader.Builder::replyTo)
                .use(Arbitraries.integers().between(0, 9)).in(MessageHeader.Builder::priority)
                .use(Arbitraries.of(true, false)).in(MessageHeader.Builder::persistent)
                .use(instants().injectNull(0.3)).in(MessageHeader.Builder::expiration)
                .use(instants().injectNull(0.3)).in(MessageHeader.Builder::due)
                .use(Arbitraries.of(0, 1, 7, Integer.MAX_VALUE)).in(MessageHeader.Builder::deliveryCount)
                .build(MessageHeader.Builder::build);
    }

    /** Any millisecond a JMS header can hold. */
    private static Arbitrary<Instant> instants() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.longs().between(0, 4_102_444_800_000L)),
                Tuple.of(1, Arbitraries.longs()),
                Tuple.of(1, Arbitraries.of(Long.MAX_VALUE, Long.MIN_VALUE, 0L, -1L, 253_402_300_800_000L)))
                .map(Instant::ofEpochMilli);
    }

    private static Arbitrary<CorrelationId> correlationIds() {
        return Arbitraries.oneOf(Texts.texts().map(CorrelationId.Text::new),
                Values.bytes().map(bytes -> new CorrelationId.Bytes(Content.of(bytes))));
    }

    private static Arbitrary<ReplyTo> replies() {
        return Combinators.combine(Arbitraries.of(ReplyTo.Type.class), Texts.names()).as(ReplyTo::new);
    }

    private static Arbitrary<Body> bodies() {
        return Arbitraries.oneOf(
                Texts.texts().injectNull(0.2).map(Body.Text::new),
                Arbitraries.frequencyOf(Tuple.of(20, Values.bytes()), Tuple.of(1, Values.largeBytes()))
                        .map(bytes -> new Body.Bytes(Content.of(bytes))),
                entries(Values.elements()).map(Body.MapBody::new),
                Values.elements().map(TypedValue::of).list().ofMaxSize(8).map(Body.StreamBody::new),
                Values.bytes().map(bytes -> new Body.ObjectBody(Content.of(bytes))),
                Arbitraries.just(new Body.Empty()));
    }

    private static Arbitrary<Map<String, TypedValue>> entries(Arbitrary<Object> values) {
        return Arbitraries.maps(Texts.names(), values.map(TypedValue::of)).ofMaxSize(8);
    }

    /** The messages of one file. */
    public static Arbitrary<List<PortableMessage>> files(Arbitrary<PortableMessage> messages, int most) {
        return messages.list().ofMaxSize(most);
    }
}
