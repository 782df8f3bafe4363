//! The estimate without a vocabulary beside the exact count.

use tokenfare_core::report::estimate;
use tokenfare_core::tokenizer::Encoding;

#[test]
fn the_estimate_is_near_the_count_in_any_script() {
    let tokenizer = tokenfare_vocab::tokenizer(Encoding::O200kBase).unwrap();
    for text in [
        "Paste a prompt and see at once what it costs, per message and per month, under each plan.",
        "fn main() {\n    let total: u64 = items.iter().map(|item| item.cost).sum();\n    println!(\"{total}\");\n}\n",
        "{\"model\": \"gpt-4o\", \"temperature\": 0.7, \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}",
        "Jeder Mensch hat das Recht auf Anerkennung als Rechtsperson, überall und ohne Ausnahme.",
        "Каждый человек, где бы он ни находился, имеет право на признание его правосубъектности.",
        "人人在任何地方有权被承认在法律前的人格,并有权享受法律的平等保护。",
        "すべて人は、いかなる場所においても、法の下において、人として認められる権利を有する。",
        "모든 사람은 어디에서나 법 앞에 인간으로서 인정받을 권리를 가진다.",
        "لكل إنسان أينما وجد الحق في أن يعترف بشخصيته القانونية.",
        "हर किसी को हर जगह क़ानून की निग़ाह में व्यक्ति के रूप में स्वीकृति-प्राप्ति का अधिकार है।",
    ] {
        let (near, exact) = (estimate(text), tokenizer.count(text) as u64);
        assert!(near.abs_diff(exact) * 3 <= exact, "{near} for {exact}: {text}");
    }
    assert_eq!(estimate(""), 0);
}
