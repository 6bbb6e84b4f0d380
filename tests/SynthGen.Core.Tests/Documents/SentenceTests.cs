using System.Text;
using SynthGen.Documents;
using SynthGen.Documents.Measures;

namespace SynthGen.Core.Tests.Documents;

/// <summary>A page with one sentence is content, in any language; a page without one is blank.</summary>
public sealed class SentenceTests
{
    public static TheoryData<string, string> Sentences => new()
    {
        { "en", "Judgment is entered for the plaintiff, Acme Corp." },
        { "en", "Judgment is entered for Pellworth Cooperage, Inc. against Ashgrove Estates Limited in the amount of $4,250.00." },
        { "en", "Payment was made to the Bank of Elmsworth on June 3." },
        { "en", "The motion was filed by Ms. Tamsin Orrell, Esq." },
        { "en", "Rent is due on March 14, 2019" },
        { "en", "Port Ellery Terminal Corporation assigned the Harbor Warehouse Lease to Gannet Cold Storage, Inc." },
        { "en", "IT IS SO ORDERED." },
        { "en", "SO ORDERED." },
        { "en", "THE MOTION OF THE DEFENDANT IS DENIED AS TO COUNT 3" },
        { "en", "PLAINTIFF'S MOTION IS GRANTED." },
        { "en", "The Court\ndenies the Motion\nof Thulvik" },
        { "en", "Did Orrell sign the Lease?" },
        { "en", "Page 3 was missing from the Exhibit." },
        { "en", "The Signature Line was left blank by Orrell on May 3." },
        { "de", "Der Kläger verlangt die Rückzahlung der Gebühren. Das Gericht verurteilt die Beklagte zur Zahlung." },
        { "de", "Das Gericht verurteilt die Beklagte zur Zahlung." },
        { "de", "Die Klage wird abgewiesen." },
        { "de", "Die Kosten des Rechtsstreits trägt die Beklagte." },
        { "de", "Zahlung erfolgte am 3. Juni 2019 durch die Bank Elmsworth AG." },
        { "de", "DIE KLAGE WIRD ABGEWIESEN." },
        { "en", "Ashgrove Estates paid Pellworth Cooperage\n$4,250.00 on June 3." },
        { "en", "The landlord, Ashgrove Estates Limited, owes the tenant, Pellworth Cooperage, Inc." },
        { "de", "Der Mieter schuldet der Vermieterin 4.250 Euro" },
        { "fr", "Le Tribunal condamne Pellworth à verser 4 250 € à Ashgrove." },
        { "fr", "La Cour rejette le Pourvoi." },
        { "es", "El Tribunal condena a Pellworth S.A. a pagar 4.250 euros." },
        { "it", "Il Tribunale di Elmsworth condanna la Pellworth S.p.A. al pagamento delle Spese." },
        { "pt", "O Tribunal condenou a Pellworth ao pagamento das Custas." },
        { "nl", "De Rechtbank wijst de Vordering van Pellworth B.V. af." },
        { "sv", "Tingsrätten förpliktar Pellworth AB att betala 4 250 kronor." },
        { "da", "Retten dømmer Pellworth A/S til at betale 4.250 kroner." },
        { "pl", "Sąd zasądza od Pellworth Sp. z o.o. kwotę 4250 złotych." },
        { "cs", "Soud ukládá společnosti Pellworth zaplatit 4250 Kč." },
        { "ru", "Суд взыскал с Пеллворта 4250 рублей в пользу Эшгроува." },
        { "uk", "Суд стягнув із Пеллворта 4250 гривень." },
        { "el", "Το Δικαστήριο καταδικάζει την Πέλγουορθ να πληρώσει 4.250 ευρώ." },
        { "tr", "Mahkeme Pellworth'un 4.250 lira ödemesine karar verdi." },
        { "vi", "Tòa án buộc Pellworth trả cho Ashgrove 4.250 đồng." },
        { "zh", "双方于2019年3月4日约定，承租人严重违约的，出租人有权解除合同。" },
        { "zh", "被告应于 2019 年 3 月 4 日 前 支付 租金" },
        { "zh", "他走了。" },
        { "ja", "両当事者は2019年3月4日に合意した。" },
        { "ja", "賃借人は毎月一日に賃料を支払う" },
        { "ko", "피고는 원고에게 4,250원을 지급하라." },
        { "ar", "حكمت المحكمة على الشركة بدفع 4250 دينارا." },
        { "ar", "هل وقّع المستأجر العقد؟" },
        { "he", "בית המשפט חייב את הנתבעת לשלם 4,250 שקלים." },
        { "hi", "न्यायालय ने प्रतिवादी को ४,२५० रुपये देने का आदेश दिया।" },
        { "th", "ศาลพิพากษาให้จำเลยชำระเงินแก่โจทก์" },
        { "ka", "სასამართლომ დააკმაყოფილა სარჩელი." },
    };

    public static TheoryData<string> WithoutSentence =>
    [
        "FILED", "FILED\nJAN 24 2019\nCLERK OF COURT", "RECEIVED NYSCEF: 03/04/2019", "GOV-0001234", "SCR004_00600", "CONFIDENTIAL",
        "[REDACTED]", "Harm to Ongoing Matter", "Appendix B", "APPENDIX B", "Exhibit 14", "Anlage K 7", "Annexe II", "Attorney Work Product", "Confidential Treatment Requested by Gannet Cold Storage",
        "Seite 3", "Seite 3 von 10", "Página 3 de 10", "Strona 3", "Страница 3", "Σελίδα 3", "第3页", "3ページ", "제 3 쪽", "صفحة ٣", "पृष्ठ ३",
        "Case 1:19-cr-00018-ABJ Document 1 Filed 01/24/19 Page 3 of 24",
        "Case 1:19-cr-00018-ABJ\nDocument 1\nFiled 01/24/19\nPage 3 of 24",
        "Case 1:19-cr-00018-ABJ\nDocument 1\nFiled 01/24/19\nPage 3 of 24\nGannet Cold Storage, Inc. v. Port Ellery Terminal\n\n3",
        "USCA4 Appeal: 19-1234      Doc: 45         Filed: 03/04/2019      Pg: 3 of 24",
        "FILED: NEW YORK COUNTY CLERK 03/04/2019 10:30 AM\nNYSCEF DOC. NO. 12\nRECEIVED NYSCEF: 03/04/2019",
        "Gannet Cold Storage, Inc. v. Port Ellery Terminal Corp.", "Bundesgericht der Schweiz - Urteil vom 3. März 2019",
        "This page intentionally left blank", "THIS PAGE INTENTIONALLY\nLEFT BLANK", "[This page has been left\nblank intentionally.]",
        "Gannet Cold Storage, Inc.\nThis page is intentionally left blank.\n12",
        "Diese Seite wurde absichtlich leer gelassen.", "Diese Seite bleibt leer.", "Cette page a été laissée intentionnellement blanche.",
        "Page laissée en blanc", "Esta página se ha dejado en blanco intencionadamente.", "Página deixada em branco intencionalmente",
        "Questa pagina è stata lasciata intenzionalmente bianca.", "Deze pagina is opzettelijk leeg gelaten.",
        "Strona celowo pozostawiona pusta", "Denna sida har avsiktligt lämnats tom.", "Denne side er med vilje tom.",
        "Tato stránka je úmyslně prázdná.", "Эта страница намеренно оставлена пустой.", "Η σελίδα αυτή είναι σκόπιμα κενή.",
        "Bu sayfa bilerek boş bırakılmıştır.", "Trang này được để trống", "本页故意留空", "此頁空白", "このページは意図的に空白にしています。",
        "이 페이지는 의도적으로 비워 두었습니다.", "هذه الصفحة فارغة عمدا", "หน้านี้เว้นว่างไว้",
    ];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_page_with_one_sentence_is_content(string language, string sentence)
    {
        Assert.Equal((language, PageKind.Content), (language, PageClassifier.Classify(sentence)));
        Assert.Equal((language, PageKind.Content), (language, PageClassifier.Classify(sentence.Normalize(NormalizationForm.FormD))));
        Assert.Equal((language, PageKind.Content), (language, PageClassifier.Classify($"Case 1:19-cr-00018-ABJ Document 1 Filed 01/24/19 Page 3 of 24\n\n{sentence}\n\n3")));
    }

    [Theory]
    [MemberData(nameof(WithoutSentence))]
    public void A_page_without_a_sentence_is_blank(string text)
    {
        Assert.Equal(PageKind.Blank, PageClassifier.Classify(text));
        Assert.Equal(PageKind.Blank, PageClassifier.Classify(text.Normalize(NormalizationForm.FormD)));
    }
}
