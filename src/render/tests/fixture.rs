//! Documents and sites made by hand.

use crate::config::{Config, Glossary, OrganisationsFile, Registry, Settings, Synonyms, Theme};
use crate::model::{
    Digest, Document, DocumentId, Edition, Evaluation, Field, FiscalYear, Goal, GoalId,
    Organisation, OrganisationRef, Part, Role, Shape, Source,
};
use crate::relate::Archive;

/// The settings of a site, with what a test adds to `[site]` and after it.
pub fn config(site: &str, rest: &str) -> Config {
    let text = format!(
        "[site]\ntitle = \"新潟市 組織目標アーカイブ\"\npublisher = \"Ayumi プロジェクト\"\nofficial = false\n{site}\n\
         [archive]\nmunicipality = \"新潟市\"\ncode = \"151009\"\n{rest}"
    );
    let settings: Settings = toml::from_str(&text).unwrap();
    Config {
        root: "/nowhere".into(),
        settings,
        registry: registry(),
        glossary: Glossary::default(),
        synonyms: Synonyms::default(),
        accessibility: None,
        figures: Vec::new(),
        forms: Vec::new(),
        theme: Theme::default_theme(),
        diagnostics: Vec::new(),
    }
}

/// Niigata with its wards, and two sections of one.
pub fn registry() -> Registry {
    let file: OrganisationsFile =
        toml::from_str(include_str!("../../../content/organisations.toml")).unwrap();
    let mut registry = Registry::new(file);
    for (id, slug, name) in [
        ("chuo-chiiki", "chiiki", "地域課"),
        ("chuo-somu", "somu", "総務課"),
    ] {
        let text = format!(
            "id = \"{id}\"\nslug = \"{slug}\"\nname = \"{name}\"\nkind = \"section\"\nparent = \"chuo\""
        );
        let organisation: Organisation = toml::from_str(&text).unwrap();
        registry.add(organisation);
    }
    registry
}

pub fn archive(documents: &[Document]) -> Archive {
    Archive::new(registry(), documents.iter().map(Digest::of).collect(), None)
}

/// Parts one after the other.
#[derive(Default)]
pub struct Parts {
    pub parts: Vec<Part>,
    line: u32,
    block: u32,
}

impl Parts {
    pub fn push(
        &mut self,
        role: Role,
        shape: Shape,
        field: Option<Field>,
        goal: Option<&str>,
        text: &str,
    ) -> &mut Part {
        let goal = goal.map(|goal| GoalId::new(Some(goal), 1, |_| false));
        self.parts.push(Part {
            line: self.line,
            role,
            text: text.to_owned(),
            field,
            goal,
            note: None,
            corrections: Vec::new(),
            shape,
            place: None,
            block: self.block,
            scope: 0,
            span: 0..0,
        });
        self.parts.last_mut().unwrap()
    }

    /// What follows stands on this line, in a block of its own.
    pub fn at(&mut self, line: u32) -> &mut Self {
        self.line = line;
        self.block += 1;
        self
    }

    pub fn heading(&mut self, level: u8, field: Option<Field>, text: &str) -> &mut Self {
        self.push(Role::Heading, Shape::Heading(level), field, None, text);
        self
    }

    pub fn label(&mut self, field: Field, text: &str) -> &mut Self {
        self.push(Role::Label, Shape::Paragraph, Some(field), None, text);
        self
    }

    pub fn value(&mut self, field: Field, text: &str) -> &mut Self {
        self.push(Role::Value, Shape::Paragraph, Some(field), None, text);
        self
    }

    pub fn item(&mut self, field: Field, marker: &str, text: &str) -> &mut Self {
        self.push(Role::Marker, Shape::Item, Some(field), None, marker);
        self.push(Role::Value, Shape::Item, Some(field), None, text);
        self
    }

    pub fn of_goal(&mut self, field: Field, goal: &str, text: &str) -> &mut Self {
        self.push(
            Role::Marker,
            Shape::Paragraph,
            Some(field),
            Some(goal),
            goal,
        );
        self.push(Role::Value, Shape::Paragraph, Some(field), Some(goal), text);
        self
    }

    pub fn note(&mut self, text: &str) -> &mut Self {
        self.push(Role::Note, Shape::Paragraph, Some(Field::Notes), None, text);
        self
    }

    pub fn row(&mut self, cells: &[&str]) -> &mut Self {
        self.block += 1;
        for (column, text) in (0..).zip(cells) {
            if !text.is_empty() {
                self.push(
                    Role::Value,
                    Shape::Cell(column),
                    Some(Field::Other),
                    None,
                    text,
                );
            }
        }
        self
    }
}

/// A document of the organisation with these parts.
pub fn document(
    year: u16,
    organisation: &str,
    edition: Option<&str>,
    title: &str,
    parts: Vec<Part>,
) -> Document {
    let registry = registry();
    let organisation = registry
        .organisations()
        .iter()
        .find(|one| one.id.as_str() == organisation)
        .unwrap();
    let year = FiscalYear::from_western(year);
    let edition = edition.map(|edition| Edition::new(edition).unwrap());
    let mut goals: Vec<Goal> = Vec::new();
    for part in &parts {
        if let (Some(id), Some(Field::Goals), Role::Value) = (&part.goal, part.field, part.role)
            && !goals.iter().any(|goal| goal.id == *id)
        {
            let of = |field| {
                let mut found = parts.iter().filter(|one| {
                    one.goal.as_ref() == Some(id)
                        && one.field == Some(field)
                        && one.role == Role::Value
                });
                found.next().map(|one| one.text.clone())
            };
            goals.push(Goal {
                id: id.clone(),
                number: Some(id.to_string()),
                group: None,
                text: part.text.clone(),
                result: of(Field::Result),
                direction: of(Field::Direction),
                mark: None,
                reviews: Vec::new(),
                indicators: Vec::new(),
                line: part.line,
            });
        }
    }
    let text_of = |field, role| {
        parts
            .iter()
            .find(|part| part.field == Some(field) && part.role == role)
    };
    let count = |field| text_of(field, Role::Value).and_then(|part| part.text.parse().ok());
    let evaluation = Evaluation {
        goals: count(Field::EvaluationGoals),
        achieved: count(Field::EvaluationAchieved),
    };
    Document {
        schema: 1,
        municipality: "151009".to_owned(),
        fictional: false,
        id: DocumentId::new(year, &registry.address(organisation), edition.as_ref()),
        edition,
        fiscal_year: year,
        organisation: OrganisationRef {
            id: organisation.id.clone(),
            name: organisation.name.clone(),
            kind: organisation.kind,
        },
        title: title.to_owned(),
        series: Some("組織目標".to_owned()),
        published: None,
        modified: None,
        draft: false,
        withdrawn: None,
        aliases: Vec::new(),
        corrections: Vec::new(),
        lineage: Vec::new(),
        withheld: Vec::new(),
        heads: Vec::new(),
        purpose: text_of(Field::Purpose, Role::Value).map(|part| part.text.clone()),
        policy_indicators: Vec::new(),
        preface: None,
        goals,
        indicators: Vec::new(),
        evaluation: (evaluation != Evaluation::default()).then_some(evaluation),
        notes: parts
            .iter()
            .filter(|part| part.role == Role::Note)
            .map(|part| part.text.clone())
            .collect(),
        other: Vec::new(),
        source: Source {
            path: Some("content/2024/chuo.md".to_owned()),
            sha256: Some("0".repeat(64)),
            file: Some("令和6年度_中央区組織目標.md".to_owned()),
            publisher: Some("新潟市".to_owned()),
            ..Source::default()
        },
        parts,
    }
}

/// The real document, as it is read.
pub fn chuo() -> Document {
    let mut parts = Parts::default();
    let p = &mut parts;
    p.at(1)
        .heading(1, Some(Field::Title), "令和6年度 中央区組織目標");
    p.at(3)
        .label(Field::Organisation, "組織名")
        .value(Field::Organisation, "中央区");
    p.label(Field::Heads, "部長")
        .value(Field::Heads, "佐久間 なおみ");
    p.at(4).label(Field::Purpose, "組織の目的・方向性").value(
        Field::Purpose,
        "「にぎわう都心、豊かな自然、みなとまち文化が織りなす活気あふれる拠点のまち」の実現",
    );
    p.at(5).label(
        Field::PolicyIndicators,
        "(参考) 関連する総合計画における政策指標*",
    );
    p.parts.last_mut().unwrap().note = Some(0);
    for text in [
        "関係人口の創出につながる施策を通じて新潟市での暮らしに興味を抱いた人の割合",
        "新潟市は子育てしやすいまちと思う保護者の割合",
        "住み慣れた地域で安心して暮らし続けることができると思う高齢者の割合",
        "地域団体、民間事業者、学校など多様な主体との協働数",
        "市民の声をしっかりと聴く体制が整っていると思う市民の割合",
    ] {
        p.item(Field::PolicyIndicators, "・", text);
    }
    p.at(7).note("※政策指標…目指す都市像の実現や、総合指標の目標達成を図るうえで、各分野において特に重視する指標。各分野の政策指標は市役所全体で共有し、組織横断で目標達成に向けて取り組みます。");
    p.at(9).heading(2, None, "中央区組織目標");
    p.at(11).value(Field::Preface, "中央区では、新潟市総合計画 2030 及び中央区区ビジョンまちづくり計画に掲げる区の将来像「にぎわう都心、豊かな自然、みなとまち文化が織りなす活気あふれる拠点のまち」の実現に向けて、今年度は、次の4つの目標に重点的に取り組みます。");
    p.label(Field::Goals, "重点目標");
    for (goal, text) in [
        (
            "1",
            "能登半島地震からの復旧・復興を速やかに進め、安心・安全に暮らせる環境を整えるとともに、魅力的な地域資源を活用した賑わいの創出に努めます。",
        ),
        (
            "2",
            "区民の複雑化・複合化した支援ニーズに応えられるよう、様々な機関が協働して包括的に支援する体制の構築に努め、誰もが住み慣れた地域でいきいきと暮らせるまちを目指します。",
        ),
        (
            "3",
            "持続可能なコミュニティづくりに向け、地域コミュニティ協議会や自治会・町内会などの各種地域団体と連携・協働を進めます。",
        ),
        (
            "4",
            "市民の視点を大切にされた信頼される市政を推進するため、業務改善に取り組むほか、職員の市民対応の質や専門知識、技術力の向上を図ります。",
        ),
    ] {
        p.of_goal(Field::Goals, goal, text);
    }
    p.at(14)
        .note("※重点目標における指標や取組状況は、各課組織目標をご覧ください。");
    p.at(16).heading(2, None, "評価");
    p.at(18).label(Field::Evaluation, "重点目標の達成状況");
    p.label(Field::EvaluationGoals, "目標数")
        .value(Field::EvaluationGoals, "4");
    p.label(Field::EvaluationAchieved, "達成数")
        .value(Field::EvaluationAchieved, "4");
    p.at(19).label(Field::Result, "取組結果");
    p.of_goal(Field::Result, "1", "被災した区所有の施設について、財源や手法を工夫しながら復旧に取り組みました。また、区長提案事業「日和山浜魅力創出事業～ハマベリング!!!～」のイベントには目標の3倍近くの方が来場し、多様な主体と連携・協働して地域資源である日和山浜を活用した交流人口拡大や賑わい創出に取り組むことができました。");
    p.at(21).of_goal(Field::Result, "2", "複合的な問題を抱える方を適切に支援できるよう、区社会福祉協議会と連携して重層的支援体制の整備に向けて検討や研修を重ねました。また、能登半島地震の被災者支援においては、誰一人取り残さない支援を目指して、区内の各課が協力して各支援制度の未利用者に文書や電話で利用を促すなど、誰もが住み慣れた地域でいきいきと暮らせるよう対応に努めました。");
    p.of_goal(Field::Result, "3", "地域住民に身近な窓口において、地域団体からの相談や要望を丁寧にお聞きし、持続可能なコミュニティづくりを支援しました。また、地域団体が行う会議などの行事に参加し、地域との信頼関係を構築するとともに情報収集に努めました。");
    p.of_goal(Field::Result, "4", "市民サービスの向上を目的とした事業の見直しや事務改善を多数行いました。また、中央区独自で接遇研修を行い市民対応の質の向上に努めたほか、各課においても専門知識や技術力を高めるための研修を複数回実施しました。");
    p.at(22).label(Field::Direction, "今後の方向性");
    for (goal, text) in [
        (
            "1",
            "今後本格化する道路等の災害復旧工事の早期発注に注力し、安心・安全な暮らしの基盤づくりを進めるとともに、西海岸公園周辺においてはハード整備やインクルーシブな地域づくりをすすめるなど、魅力創出事業のエリアを日和山浜からしもまち全体に広げ、地域資源を活用したさらなる魅力創出に努めます。",
        ),
        (
            "2",
            "区民の複雑化・複合化した支援ニーズに応えられるよう、様々な機関が協働し、包括的に支援する体制の構築に努め、今後も誰もが安心していきいきと暮らせるまちを目指します。",
        ),
        (
            "3",
            "地域コミュニティ協議会や自治会・町内会の活動や団体運営を支援し、地域との連携・協働を進めます。",
        ),
        (
            "4",
            "職員一人一人が業務改善や自己研鑽に取り組み、市民の視点を大切にした信頼される市政の推進に努めます。",
        ),
    ] {
        p.of_goal(Field::Direction, goal, text);
    }
    document(2024, "chuo", None, "令和6年度 中央区組織目標", parts.parts)
}

/// A short document of a ward or section.
pub fn short(year: u16, organisation: &str, edition: Option<&str>, with_result: bool) -> Document {
    let mut parts = Parts::default();
    let title = format!("{year} {organisation} の目標");
    parts.at(1).heading(1, Some(Field::Title), &title);
    parts.at(3).label(Field::Goals, "重点目標");
    parts.of_goal(Field::Goals, "1", "防災訓練の参加者を増やします。");
    if with_result {
        parts
            .at(5)
            .label(Field::Result, "取組結果")
            .of_goal(Field::Result, "1", "増えました。");
    }
    document(year, organisation, edition, &title, parts.parts)
}

/// A site with several years, wards, sections, an edition and a draft.
pub fn several() -> Vec<Document> {
    let mut draft = short(2024, "nishikan", None, false);
    draft.draft = true;
    let mut none = short(2022, "chuo", None, true);
    none.evaluation = None;
    vec![
        chuo(),
        short(2024, "chuo", Some("midyear"), false),
        short(2024, "chuo-chiiki", None, true),
        short(2024, "kita", None, false),
        draft,
        none,
        short(2022, "chuo-somu", None, false),
    ]
}
