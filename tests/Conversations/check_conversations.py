"""Checks the conversations of a dataset against the pages of its document. It shares no code with the module.

Usage: python3 check_conversations.py dataset.jsonl pages.json

pages.json holds a list of objects with Number, Label, Text and Source, as
    $pages | Select-Object Number, Label, Source, Text | ConvertTo-Json
writes it. Prints the conversations of each kind and what is wrong with them; ends with 1 if anything is.
"""
import collections
import datetime
import json
import re
import sys

STOP = set("""a an and are as at be been being but by did do does for from had has have he her him his how i in is it its me my no not of
on or our she so some than that the their them then there they this those these to too up us was we were what when where which who whom
whose why will with would you your can could may might shall should must also any all each such only very more most other one two""".split())
PRONOUNS = re.compile(r"\b(he|him|his|she|her|hers|it|its|they|them|their|theirs)\b", re.I)
REFERENCE = re.compile(r"\b(he|him|his|she|her|hers|it|its|they|them|their|theirs|this|that|these|those|there|same)\b|^\s*(and|but|also|what about)\b", re.I)
DENIAL = re.compile(r"\b(no|not|nothing|none|neither|never|cannot|without|unable|\w+n['\u2019]t)\b", re.I)
CITED = re.compile(r"\bpages?\s+((?:[0-9]+|[ivxlc]+)\b(?:\s*(?:,\s*(?:and\s)?|and\b)\s*(?:page\s+)?(?:[0-9]+|[ivxlc]+)\b)*)", re.I)
QUOTED = re.compile(r'["\u201c]([^"\u201c\u201d]{12,})["\u201d]')
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
SEARCHES = {"full_text_search", "vector_search"}
COMMON = {"7", "12", "24", "30", "31", "52", "60", "100", "168", "365", "366", "3600"}


def letters(text):
    return re.sub(r"[\W_]+", "", text, flags=re.UNICODE).lower()


def words(text):
    return [w for w in re.findall(r"[^\W_]+(?:['\u2019][^\W_]+)*", text, re.UNICODE)]


def content(text):
    return [w.lower() for w in words(text) if len(w) > 1 and w.lower() not in STOP]


def figures(text):
    return {f.replace(",", "").rstrip(".") for f in FIGURE.findall(text)}


def cited(text):
    text = QUOTED.sub(" ", text)
    return [label for group in CITED.findall(text) for label in re.findall(r"[0-9]+|\b[ivxlc]+\b", group, re.I) if label.lower() != "and"]


def utf16(text, start, length):
    return text.encode("utf-16-le")[2 * start:2 * (start + length)].decode("utf-16-le", "replace")


class Conversation:
    """One line, read in order: what was said and seen at each message."""

    def __init__(self, line, pages):
        self.line, self.pages, self.problems = line, pages, []
        self.source = line.get("source", "")
        self.kind = line.get("kind")
        self.messages = [m for m in line["messages"] if m["role"] != "system"]
        self.user, self.answers, self.steps = [], [], []
        self.seen = []          # (message, text, label or None)
        self.gold = line.get("pages", [])
        self.structure()

    def wrong(self, reason, detail=""):
        self.problems.append((reason, detail))

    def structure(self):
        open_calls, ids, before = [], set(), None
        for i, message in enumerate(self.messages):
            role, text = message["role"], message.get("content")
            if role != "tool" and open_calls:
                self.wrong("call without result", open_calls[0])
                open_calls = []
            if role == "user":
                if before not in (None, "assistant"):
                    self.wrong("order", f"user after {before}")
                self.user.append((i, text))
                self.seen.append((i, text, None))
            elif role == "assistant":
                if before not in ("user", "tool"):
                    self.wrong("order", f"assistant after {before}")
                for call in message.get("tool_calls") or []:
                    function = call["function"]
                    if call["id"] in ids:
                        self.wrong("id twice", call["id"])
                    ids.add(call["id"])
                    open_calls.append(call["id"])
                    self.steps.append({"message": i, "turn": len(self.user), "id": call["id"], "name": function["name"],
                                       "arguments": json.loads(function["arguments"]), "hits": None})
                if text:
                    self.answers.append((i, text, not message.get("tool_calls")))
                elif not message.get("tool_calls"):
                    self.wrong("empty message")
            elif role == "tool":
                if not open_calls or open_calls.pop(0) != message.get("tool_call_id"):
                    self.wrong("result out of order", str(message.get("tool_call_id")))
                self.result(i, message)
            else:
                self.wrong("role", role)
            before = role
        if open_calls:
            self.wrong("call without result", open_calls[0])
        if before != "assistant":
            self.wrong("no answer")
        if not self.messages or self.messages[0]["role"] != "user":
            self.wrong("user does not begin")

    def result(self, i, message):
        hits = json.loads(message["content"])
        step = next((s for s in self.steps if s["id"] == message.get("tool_call_id")), None)
        if not isinstance(hits, list) or step is None:
            self.seen.append((i, message["content"], None))
            return
        step["hits"] = hits
        scores = [hit["score"] for hit in hits]
        if scores != sorted(scores, reverse=True):
            self.wrong("scores not sorted")
        for hit in hits:
            self.seen.append((i, hit["snippet"], hit["label"]))
            page = self.page(hit["page"], hit["label"], hit.get("source", self.source))
            if page is None:
                self.wrong("result of no page", hit["label"])
                continue
            text = " ".join(page["Text"].split())
            snippet = re.sub(r"^\u2026\s*|\s*\u2026$", "", hit["snippet"])
            if " ".join(snippet.split()) not in text and letters(snippet) not in letters(text):
                self.wrong("snippet not in page", f"{hit['label']}: {snippet[:60]}")

    def page(self, number, label, source):
        found = [p for p in self.pages if p["Number"] == number and p["Label"] == label and (p["Source"] or "") == source]
        return found[0] if len(found) == 1 else None

    def seen_before(self, message):
        return [(text, label) for i, text, label in self.seen if i < message]

    def finds(self, step, gold):
        return any(h["page"] == gold["page"] and h["label"] == gold.get("label", str(gold["page"])) for h in step["hits"] or [])

    def label(self, gold):
        return gold.get("label", str(gold["page"]))

    # Checks of every kind.

    def check(self):
        if any(reason in ("order", "result out of order", "call without result") for reason, _ in self.problems):
            return
        self.check_calls()
        self.check_evidence()
        self.check_user()
        for i, text, _ in self.answers:
            self.check_answer(i, text)
        getattr(self, f"kind_{(self.kind or 'none').lower()}", lambda: self.wrong("no kind"))()

    def check_calls(self):
        offered = {t["function"]["name"] if "function" in t else t["name"] for t in self.line.get("available_tools") or []} or SEARCHES
        made = set()
        for step in self.steps:
            key = (step["name"], json.dumps(step["arguments"], sort_keys=True))
            if key in made:
                self.wrong("same call twice", str(key))
            made.add(key)
            if step["name"] not in offered:
                self.wrong("tool not offered", step["name"])
            query = step["arguments"].get("query")
            if step["name"] in SEARCHES and (not isinstance(query, str) or not query.strip() or len(step["arguments"]) != 1):
                self.wrong("bad argument", str(step["arguments"]))
                continue
            known = " ".join(text for text, _ in self.seen_before(step["message"])).lower()
            flat = letters(known)
            for word in content(query or ""):
                if word not in known and letters(word)[:6] not in flat:
                    self.wrong("argument from nowhere", f"{word} in {query}")

    def check_evidence(self):
        for gold in self.gold:
            page = self.page(gold["page"], self.label(gold), gold.get("source", self.source))
            evidence = gold.get("evidence")
            if page is None:
                self.wrong("page not in document", str(gold["page"]))
            elif evidence is None:
                self.wrong("no evidence", str(gold["page"]))
            elif utf16(page["Text"], evidence["start"], evidence["length"]) != evidence["quote"]:
                self.wrong("evidence not in page", evidence["quote"][:60])

    def check_user(self):
        for _, text in self.user:
            if any(name in text for name in SEARCHES) or (self.kind != "NoTool" and cited(text)):
                self.wrong("user names a tool or page", text)

    def check_answer(self, i, text):
        seen = self.seen_before(i)
        labels = {label.lower() for _, label in seen if label}
        for label in cited(text):
            if label.lower() not in labels:
                self.wrong("cites a page that was not seen", label)
        flat = [letters(t) for t, _ in seen]
        for quote in QUOTED.findall(text):
            if not any(letters(quote) in f for f in flat):
                self.wrong("quote not seen", quote[:60])
        if self.kind == "NoTool":
            return
        known = set().union(*[figures(t) for t, _ in seen]) if seen else set()
        raw = " ".join(t for t, _ in seen)
        for figure in figures(CITED.sub(" ", text)):
            if figure not in known and figure not in raw.replace(",", ""):
                self.wrong("figure not seen", figure)

    # What each kind must show.

    def need(self, condition, reason):
        if not condition:
            self.wrong(f"{self.kind}: {reason}")

    def answered(self, gold):
        quote = letters(gold["evidence"]["quote"]) if gold.get("evidence") else ""
        final = " ".join(text for _, text, _ in self.answers)
        self.need(any(self.finds(s, gold) for s in self.steps), "page not in a result")
        self.need(self.label(gold) in cited(final), "page not cited")
        said = QUOTED.findall(final)
        self.need(any(letters(q) in quote or quote in letters(q) for q in said) or any(w in quote for w in content(final) if len(w) > 4),
                  "answer not in the passage")

    def kind_lookup(self):
        self.need(len(self.user) == 1 and len(self.steps) == 1 and len(self.gold) == 1, "not one turn, call and page")
        for gold in self.gold:
            self.answered(gold)

    def kind_parallel(self):
        self.need(len({s["message"] for s in self.steps}) == 1 and len(self.steps) >= 2, "calls not together")
        self.need(len(self.steps) == len(self.gold), "not a page for each call")
        for step, gold in zip(self.steps, self.gold):
            self.need(self.finds(step, gold), "call does not find its page")
            self.answered(gold)

    def kind_sequence(self):
        self.need(len(self.user) == 1 and len({s["message"] for s in self.steps}) >= 2 and len(self.gold) >= 2, "not several steps")
        said = letters(" ".join(t for _, t in self.user))
        for step in self.steps[1:]:
            results = letters(" ".join(t for i, t, label in self.seen if i < step["message"] and label))
            self.need(any(letters(w) not in said and letters(w) in results for w in content(step["arguments"]["query"])), "no value from the result before")
        self.need(self.gold and not self.finds(self.steps[0], self.gold[-1]), "first call finds the last page")
        for gold in self.gold:
            self.need(any(self.finds(s, gold) for s in self.steps), "page not in a result")
        if self.gold:
            self.answered(self.gold[-1])

    def kind_compare(self):
        self.need(len(self.user) == 1 and len(self.gold) == 2, "not two pages")
        last = cited(self.answers[-1][1]) if self.answers else []
        for gold in self.gold:
            self.answered(gold)
            self.need(self.label(gold) in last, "last answer does not cite both")

    def kind_recover(self):
        self.need(len(self.user) == 1 and len(self.steps) >= 2 and len(self.gold) == 1, "no second try")
        if self.gold and self.steps:
            self.need(not self.finds(self.steps[0], self.gold[0]), "first call finds the page")
            self.need(self.finds(self.steps[-1], self.gold[0]), "last call does not find the page")
            self.answered(self.gold[0])

    def kind_followup(self):
        later = [s for s in self.steps if s["turn"] > 1]
        self.need(len(self.user) >= 2 and later and any(s["turn"] == 1 for s in self.steps), "no calls in both turns")
        self.need(len(self.user) < 2 or REFERENCE.search(self.user[-1][1]), "does not refer back")
        for step in later:
            self.need(not PRONOUNS.search(step["arguments"]["query"]) or step["name"] == "vector_search", "pronoun in the call")
            said = letters(self.user[step["turn"] - 1][1])
            before = letters(" ".join(t for i, t, _ in self.seen if i < self.user[step["turn"] - 1][0]))
            self.need(any(letters(w) not in said and letters(w) in before for w in content(step["arguments"]["query"])), "nothing of the turn before in the call")
        if self.gold:
            self.need(any(self.finds(s, self.gold[-1]) for s in later), "later page not found")
            self.answered(self.gold[-1])

    def kind_clarify(self):
        last = [s for s in self.steps if s["turn"] > 1]
        asked = [text for i, text, alone in self.answers if alone and len(self.user) > 1 and i < self.user[-1][0]]
        self.need(any("?" in text for text in asked), "nothing asked")
        self.need(last and self.gold, "no call after the answer")
        first = next((s for s in self.steps if s["turn"] == 1), None)
        if first and self.gold:
            scores = [h["score"] for h in first["hits"] or []]
            tied = len(scores) > 2 and scores[2] >= 0.69 * scores[0]
            self.need(tied or not scores or first["hits"][0]["label"] != self.label(self.gold[0]), "nothing to clarify")
        if last and self.gold:
            self.need(last[-1]["hits"] and last[-1]["hits"][0]["label"] == self.label(self.gold[0]), "page does not stand out")
            self.answered(self.gold[0])

    def kind_notool(self):
        self.need(not self.steps and not self.gold, "a call or a page")
        for i, text, _ in self.answers:
            said = " ".join(t for t, _ in self.seen_before(i))
            sums = [self.compute(m) for m in re.finditer(r"(\d[\d,]*(?:\.\d+)?(?:\s*(?:plus|minus|times|divided by|[-+*/\u00d7\u2212\u00f7])\s*\d[\d,]*(?:\.\d+)?)+)", said.split("\n")[-1])]
            sums += self.others(said)
            known = figures(said) | COMMON | {s for s in sums if s} | {str(len(self.user))}
            for figure in figures(text):
                if figure not in known and not self.is_percent(said, figure):
                    self.wrong("NoTool: figure is no result", f"{figure} for {said[-60:]}")

    @staticmethod
    def compute(match):
        text = match.group(1).replace(",", "")
        for word, sign in (("plus", "+"), ("minus", "-"), ("times", "*"), ("divided by", "/"), ("\u00d7", "*"), ("\u2212", "-"), ("\u00f7", "/")):
            text = text.replace(word, sign)
        if not re.fullmatch(r"[\d.+*/\s-]+", text):
            return None
        value = eval(text, {"__builtins__": {}})  # Figures and signs alone.
        return f"{value:.10f}".rstrip("0").rstrip(".")

    @staticmethod
    def others(said):
        number = r"(\d[\d,]*(?:\.\d+)?)"
        value = lambda text: float(text.replace(",", ""))
        found = [sum(map(value, re.findall(number, m))) / len(re.findall(number, m)) for m in re.findall(r"average of ([\d,. and]+\d)", said)]
        found += [value(n) ** 2 for n in re.findall(r"square of " + number, said)]
        found += [value(a) / value(b) for a, b in re.findall(number + r" split evenly among " + number, said)]
        for first, last in re.findall(r"days from (\w+ \d+, \d{4}) to (\w+ \d+, \d{4})", said):
            found.append((datetime.datetime.strptime(last, "%B %d, %Y") - datetime.datetime.strptime(first, "%B %d, %Y")).days)
        return [f"{v:.2f}".rstrip("0").rstrip(".") for v in found]

    @staticmethod
    def is_percent(said, figure):
        return any(abs(float(a) * float(b.replace(",", "")) / 100 - float(figure)) < 0.01
                   for a, b in re.findall(r"(\d+(?:\.\d+)?)\s*(?:%|percent|per cent) of \$?(\d[\d,]*(?:\.\d+)?)", said))

    def kind_unanswerable(self):
        self.need({s["name"] for s in self.steps} >= SEARCHES, "not both searches")
        self.need(not self.gold, "has a page")
        self.need(self.answers and DENIAL.search(self.answers[-1][1]), "does not say so")
        names = [w for w in words(self.user[0][1])[1:] if w[0].isupper() or w[0].isdigit()]
        texts = [" " + " ".join(w.lower() for w in words(p["Text"])) + " " for p in self.pages]
        self.need(not names or not any(all(f" {n.lower()} " in t for n in names) for t in texts), "a page has all that is named")

    def kind_missingtool(self):
        offered = {t["function"]["name"] if "function" in t else t["name"] for t in self.line.get("available_tools") or []}
        self.need(len(offered & SEARCHES) < 2 and offered, "both searches offered")
        self.need(len(self.gold) == 1, "not one page")
        for gold in self.gold:
            self.need(not any(self.finds(s, gold) for s in self.steps), "a call finds the page")
            self.need(self.label(gold) not in cited(self.answers[-1][1]), "cites the page")
        self.need(self.answers and DENIAL.search(self.answers[-1][1]), "does not say so")


def main(dataset, pages_file):
    with open(pages_file, encoding="utf-8-sig") as file:
        pages = json.load(file)
    pages = pages if isinstance(pages, list) else [pages]
    by_kind, wrong, ids = collections.Counter(), collections.Counter(), set()
    examples = {}
    with open(dataset, encoding="utf-8-sig") as file:
        for number, text in enumerate(file, 1):
            line = json.loads(text)
            if "messages" not in line:
                continue
            conversation = Conversation(line, pages)
            conversation.check()
            if line.get("id") in ids:
                conversation.wrong("id twice", str(line.get("id")))
            ids.add(line.get("id"))
            by_kind[conversation.kind] += 1
            for reason, detail in dict(conversation.problems).items():
                wrong[reason] += 1
                examples.setdefault(reason, f"line {number}: {detail}")
    total = sum(by_kind.values())
    print(f"{total} conversations: " + ", ".join(f"{count} {kind}" for kind, count in sorted(by_kind.items(), key=lambda p: str(p[0]))))
    for reason, count in wrong.most_common():
        print(f"  {count} x {reason} ({examples[reason]})")
    if not total:
        print("  there is no conversation")
    print("all sound" if total and not wrong else "not sound")
    return 0 if total and not wrong else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]) if len(sys.argv) == 3 else __doc__)
