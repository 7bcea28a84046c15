//! A page or download is data: nothing that it names is opened, read or fetched.

use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::{fs, thread, time::Duration};

use treaty::built_in::dataset;
use treaty::import::{Draft, ImportError, Options, StatesOf, untc};

const SECRET: &str = "the-secret-beside-the-page";

/// A place in the network and a file on the disk, both of which nobody may look at.
struct Trap {
    network: TcpListener,
    file: PathBuf,
}

impl Trap {
    fn set(name: &str) -> Self {
        let network = TcpListener::bind("127.0.0.1:0").expect("a free port");
        network.set_nonblocking(true).expect("it can wait for nobody");
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("secret-{name}.txt"));
        fs::write(&file, SECRET).expect("it can be written");
        Self { network, file }
    }

    /// A text with `FILE` and `NET` in it, pointing into the trap.
    fn bait(&self, text: &str) -> String {
        let port = self.network.local_addr().expect("it is bound").port();
        text.replace("NET", &format!("http://127.0.0.1:{port}/bait"))
            .replace("FILE", &format!("file://{}", self.file.display()))
    }

    /// That nobody came, and that what the reader gave has nothing of the file.
    fn is_untouched(&self, read: &Result<Draft, ImportError>) {
        let told = format!("{read:?}");
        assert!(!told.contains(SECRET) && !told.contains("root:"), "{told}");
        thread::sleep(Duration::from_millis(20));
        let visit = self.network.accept().map(|(_, from)| from);
        assert_eq!(visit.map_err(|error| error.kind()), Err(ErrorKind::WouldBlock), "somebody was asked");
    }
}

impl Drop for Trap {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.file);
    }
}

fn download(before: &str, entry: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>{before}<Treaty xmlns:xi=\"http://www.w3.org/2001/XInclude\">\
         <ExternalData><Title>{entry}</Title><Status>STATUS AS AT : 03-02-2026</Status></ExternalData>\
         <Participants><Table><Thead><Row><Entry>Participant</Entry><Entry>Signature</Entry></Row></Thead>\
         <Row><Entry>Norway</Entry><Entry>3 Dec 2008 {entry}</Entry></Row></Table></Participants></Treaty>"
    )
}

fn read_xml(text: &str) -> Result<Draft, ImportError> {
    untc::read_xml(text.as_bytes(), &StatesOf(&dataset()), &Options::new("bait"))
}

#[test]
fn a_document_type_is_refused_and_nothing_that_it_declares_is_opened() {
    let trap = Trap::set("doctype");
    for doctype in [
        "<!DOCTYPE Treaty SYSTEM \"NET\">",
        "<!DOCTYPE Treaty PUBLIC \"-//X//Y\" \"NET\">",
        "<!DOCTYPE Treaty [<!ENTITY secret SYSTEM \"FILE\">]>",
        "<!DOCTYPE Treaty [<!ENTITY secret SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE Treaty [<!ENTITY secret SYSTEM \"NET\">]>",
        "<!DOCTYPE Treaty [<!ENTITY % outer SYSTEM \"NET\"> %outer;]>",
        "<!DOCTYPE Treaty [<!ENTITY % file SYSTEM \"FILE\"><!ENTITY % sends \"<!ENTITY secret SYSTEM 'NET?%file;'>\"> %sends;]>",
        "<!DOCTYPE Treaty [<!NOTATION picture SYSTEM \"NET\"><!ENTITY secret SYSTEM \"FILE\" NDATA picture>]>",
    ] {
        let read = read_xml(&download(&trap.bait(doctype), "&secret;"));
        assert!(matches!(&read, Err(ImportError::Syntax(why)) if why.contains("document type")), "{read:?}");
        trap.is_untouched(&read);
    }
}

#[test]
fn an_entity_that_nobody_declared_is_refused() {
    let trap = Trap::set("entity");
    let read = read_xml(&download("", "&secret;"));
    assert!(matches!(&read, Err(ImportError::Syntax(why)) if why.contains("&secret; is not known")), "{read:?}");
    trap.is_untouched(&read);
}

#[test]
fn a_download_includes_no_other_file_and_follows_no_instruction() {
    let trap = Trap::set("xinclude");
    for included in [
        "<xi:include href=\"FILE\" parse=\"text\"/>",
        "<xi:include href=\"NET\"><xi:fallback>none</xi:fallback></xi:include>",
        "<?xml-stylesheet type=\"text/xsl\" href=\"NET\"?>",
        "<a xsi:schemaLocation=\"urn:x NET\" href=\"NET\" src=\"FILE\"/>",
    ] {
        let read = read_xml(&download("", &trap.bait(included)));
        assert_eq!(read.as_ref().map(|draft| draft.treaty.events.len()), Ok(1), "{included}");
        trap.is_untouched(&read);
    }
}

#[test]
fn a_page_loads_no_script_no_style_and_no_picture() {
    let trap = Trap::set("page");
    let page = trap.bait(
        "<!DOCTYPE html SYSTEM \"NET\" [<!ENTITY secret SYSTEM \"FILE\">]><html><head><base href=\"NET\">\
         <meta http-equiv=\"refresh\" content=\"0; url=NET\"><link rel=\"stylesheet\" href=\"NET\">\
         <link rel=\"preload\" href=\"FILE\"><style>@import url(NET); body { background: url(NET) }</style>\
         <script src=\"NET\"></script><script>fetch('NET')</script></head><body onload=\"fetch('NET')\">\
         <form action=\"NET?mtdsg_no=1\">STATUS AS AT : 03-02-2026<iframe src=\"FILE\"></iframe>\
         <object data=\"NET\"></object><embed src=\"NET\"><img src=\"NET\" srcset=\"NET 2x\"><video poster=\"NET\">\
         </video><svg><image href=\"NET\"/><use href=\"NET#a\"/></svg><!--#include virtual=\"FILE\" -->\
         <table id=\"tblgrid\" background=\"NET\"><tr><th>Participant<th>Signature\
         <tr><td>Norway&secret;<img src=\"NET\"><td><a href=\"NET\">3 Dec 2008</a></table></form></body></html>",
    );
    let read = untc::read_html(&page, &StatesOf(&dataset()), &Options::new("bait"));
    assert_eq!(read.as_ref().map(|draft| draft.treaty.title.as_str()), Ok(""));
    trap.is_untouched(&read);
}

#[test]
fn a_table_is_not_calculated() {
    let trap = Trap::set("table");
    let table = trap.bait(
        "state,kind,date,source,note\nNorway,signature,2008-12-03,s,\"=WEBSERVICE(\"\"NET\"\")\"\n\
         Norway,ratification,2009-12-03,s,\"=IMPORTXML(\"\"FILE\"\")\"\n",
    );
    let read = treaty::import::csv::read(&table, &StatesOf(&dataset()), &Options::new("bait"));
    let note = read.as_ref().map(|draft| draft.treaty.events[0].note.clone().unwrap_or_default());
    assert!(note.is_ok_and(|note| note.starts_with("=WEBSERVICE(")));
    trap.is_untouched(&read);
}
