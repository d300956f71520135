package dev.domibusbackup.message;

import dev.domibusbackup.message.SelectorTokens.Kind;
import dev.domibusbackup.message.SelectorTokens.Token;
import dev.domibusbackup.problem.PortingProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads one selector by recursive descent. Chains are flat and nesting is bounded, so that no stack overflows. */
final class SelectorParser {

    private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");
    /** Header fields of JMS that a selector may not name. */
    private static final Set<String> NOT_SELECTABLE = Set.of("JMSDestination", "JMSReplyTo", "JMSExpiration",
            "JMSRedelivered", "JMSDeliveryTime");

    /** An operand: a selector may do less with a text or a truth value than with what it names. */
    private record Operand(SelectorNode node, Kind kind) {
    }

    private final String queue;
    private final String selector;
    private List<Token> tokens;
    private int next;
    private int depth;

    SelectorParser(String queue, String selector) {
        this.queue = queue;
        this.selector = selector;
    }

    SelectorNode parse() {
        if (selector.length() > MessageSelector.MAX_LENGTH) {
            throw PortingProblem.SELECTOR_TOO_LARGE.exception("queue", queue, "reason",
                    selector.length() + " characters; " + MessageSelector.MAX_LENGTH + " are allowed");
        }
        try {
            tokens = SelectorTokens.of(selector);
            SelectorNode condition = condition(or());
            if (peek().kind() != Kind.END) {
                throw unexpected("AND, OR or its end");
            }
            return condition;
        } catch (IllegalArgumentException e) {
            throw PortingProblem.SELECTOR_INVALID.caused(e, "queue", queue, "reason", e.getMessage());
        }
    }

    private Operand or() {
        Operand first = and();
        if (!peek().is("OR")) {
            return first;
        }
        List<SelectorNode> conditions = new ArrayList<>(List.of(condition(first)));
        while (accept("OR")) {
            conditions.add(condition(and()));
        }
        return new Operand(SelectorNode.or(conditions), Kind.KEYWORD);
    }

    private Operand and() {
        Operand first = not();
        if (!peek().is("AND")) {
            return first;
        }
        List<SelectorNode> conditions = new ArrayList<>(List.of(condition(first)));
        while (accept("AND")) {
            conditions.add(condition(not()));
        }
        return new Operand(SelectorNode.and(conditions), Kind.KEYWORD);
    }

    private Operand not() {
        if (!accept("NOT")) {
            return comparison();
        }
        deeper();
        SelectorNode condition = condition(not());
        depth--;
        return new Operand(SelectorNode.not(condition), Kind.KEYWORD);
    }

    private Operand comparison() {
        Operand left = sum();
        Token token = peek();
        if (token.kind() == Kind.OPERATOR && COMPARISONS.contains(token.text())) {
            next++;
            Operand right = sum();
            boolean equality = token.text().equals("=") || token.text().equals("<>");
            if (!equality && !(ordered(left) && ordered(right))) {
                throw new IllegalArgumentException("only numbers have an order; at character " + token.at());
            }
            return truth(SelectorNode.compared(left.node(), token.text(), right.node()));
        }
        if (accept("IS")) {
            boolean not = accept("NOT");
            expect("NULL");
            return test(left, not, SelectorNode.isNull(left.node()), "IS NULL");
        }
        boolean not = accept("NOT");
        if (accept("BETWEEN")) {
            return between(left, not);
        }
        if (accept("LIKE")) {
            return test(left, not, SelectorNode.like(left.node(), pattern()), "LIKE");
        }
        if (accept("IN")) {
            return test(left, not, SelectorNode.in(left.node(), texts()), "IN");
        }
        if (not) {
            throw unexpected("BETWEEN, LIKE or IN");
        }
        return left;
    }

    private Operand between(Operand left, boolean not) {
        Operand low = sum();
        expect("AND");
        Operand high = sum();
        if (!ordered(left) || !ordered(low) || !ordered(high)) {
            throw new IllegalArgumentException("BETWEEN is for numbers");
        }
        // NOT BETWEEN is no negation: what has no order, as a text or NaN, is neither within nor outside
        return truth(not
                ? SelectorNode.or(List.of(SelectorNode.compared(left.node(), "<", low.node()),
                        SelectorNode.compared(left.node(), ">", high.node())))
                : SelectorNode.and(List.of(SelectorNode.compared(left.node(), ">=", low.node()),
                        SelectorNode.compared(left.node(), "<=", high.node()))));
    }

    private Operand test(Operand left, boolean not, SelectorNode node, String name) {
        if (left.kind() != Kind.IDENTIFIER) {
            throw new IllegalArgumentException(name + " stands behind the name of a property only");
        }
        return truth(not ? SelectorNode.not(node) : node);
    }

    private SelectorPattern pattern() {
        String text = text();
        int escape = -1;
        if (accept("ESCAPE")) {
            String character = text();
            if (character.codePointCount(0, character.length()) != 1) {
                throw new IllegalArgumentException("ESCAPE takes a single character");
            }
            escape = character.codePointAt(0);
        }
        return new SelectorPattern(text, escape);
    }

    private Set<String> texts() {
        expect("(");
        Set<String> texts = new HashSet<>();
        do {
            texts.add(text());
        } while (accept(","));
        expect(")");
        return texts;
    }

    private Operand sum() {
        return chain(Set.of("+", "-"));
    }

    private Operand chain(Set<String> operators) {
        boolean sum = operators.contains("+");
        Operand first = sum ? chain(Set.of("*", "/")) : unary();
        List<SelectorNode> operands = new ArrayList<>(List.of(first.node()));
        List<String> found = new ArrayList<>();
        while (peek().kind() == Kind.OPERATOR && operators.contains(peek().text())) {
            number(first);
            found.add(tokens.get(next++).text());
            operands.add(number(sum ? chain(Set.of("*", "/")) : unary()).node());
        }
        return found.isEmpty() ? first
                : new Operand(SelectorNode.arithmetic(operands, found), Kind.EXACT);
    }

    private Operand unary() {
        boolean minus = peek().is("-");
        if (!minus && !peek().is("+")) {
            return primary();
        }
        next++;
        if (minus && peek().kind() == Kind.EXACT) {
            return literal("-" + tokens.get(next++).text());
        }
        deeper();
        SelectorNode operand = number(unary()).node();
        depth--;
        return new Operand(minus ? SelectorNode.negated(operand) : operand, Kind.EXACT);
    }

    private Operand primary() {
        Token token = tokens.get(next++);
        switch (token.kind()) {
            case IDENTIFIER:
                if (NOT_SELECTABLE.contains(token.text())) {
                    throw new IllegalArgumentException("JMS does not let a selector name " + token.text());
                }
                if (peek().is("(")) {
                    throw new IllegalArgumentException("selectors of JMS have no functions, as " + token + " is one");
                }
                return new Operand(SelectorNode.identifier(token.text()), Kind.IDENTIFIER);
            case TEXT:
                return new Operand(message -> token.text(), Kind.TEXT);
            case EXACT:
                return literal(token.text());
            case APPROXIMATE:
                double number = Double.parseDouble(token.text());
                return new Operand(message -> number, Kind.EXACT);
            default:
                if (token.is("TRUE") || token.is("FALSE")) {
                    boolean value = token.is("TRUE");
                    return truth(message -> value);
                }
                if (token.is("(")) {
                    deeper();
                    Operand inner = or();
                    expect(")");
                    depth--;
                    return inner;
                }
                next--;
                throw unexpected("a name, a text or a number");
        }
    }

    /** An exact number in Java's syntax: decimal, hexadecimal or octal. */
    private static Operand literal(String text) {
        String digits = text.replaceAll("[lL]$", "");
        try {
            long number = Long.decode(digits);
            return new Operand(message -> number, Kind.EXACT);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(text + " is no number of 64 bits", e);
        }
    }

    private static Operand truth(SelectorNode node) {
        return new Operand(node, Kind.KEYWORD);
    }

    private static boolean ordered(Operand operand) {
        return operand.kind() != Kind.TEXT && operand.kind() != Kind.KEYWORD;
    }

    private static Operand number(Operand operand) {
        if (!ordered(operand)) {
            throw new IllegalArgumentException("only with numbers can one calculate");
        }
        return operand;
    }

    private static SelectorNode condition(Operand operand) {
        if (operand.kind() != Kind.KEYWORD && operand.kind() != Kind.IDENTIFIER) {
            throw new IllegalArgumentException("a text or a number stands where a condition must stand");
        }
        return operand.node();
    }

    private String text() {
        if (peek().kind() != Kind.TEXT) {
            throw unexpected("a text in single quotes");
        }
        return tokens.get(next++).text();
    }

    private void deeper() {
        if (++depth > MessageSelector.MAX_DEPTH) {
            throw PortingProblem.SELECTOR_TOO_LARGE.exception("queue", queue, "reason",
                    "nested deeper than " + MessageSelector.MAX_DEPTH + " levels");
        }
    }

    private Token peek() {
        return tokens.get(next);
    }

    private boolean accept(String word) {
        boolean there = peek().is(word);
        if (there) {
            next++;
        }
        return there;
    }

    private void expect(String word) {
        if (!accept(word)) {
            throw unexpected(word);
        }
    }

    private IllegalArgumentException unexpected(String expected) {
        return new IllegalArgumentException("it has " + peek() + " where " + expected + " is expected");
    }
}
